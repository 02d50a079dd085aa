"""Analysis of residents' words: base forms, compounds, repaired spelling, negation.

>>> morphology = create_morphology("fi")
>>> [word.lemma for word in morphology.analyse("laakariin ei pääse")]
['lääkäri', 'ei', 'päästä']
"""

from __future__ import annotations

import threading

from nlu.morphology.finnish import FinnishMorphology
from nlu.morphology.lexicon import LexiconError, load_lexicon, load_spoken
from nlu.morphology.stemmed import StemmedMorphology
from nlu.morphology.word import Morphology, Word

__all__ = ["LexiconError", "Morphology", "Word", "create_morphology"]

_made: dict[str, Morphology] = {}
_making = threading.Lock()


def create_morphology(language: str = "fi") -> Morphology:
    """Return the analyser of "fi", "sv" or "en", made once per process (Finnish takes about a second).

    Raises ValueError for another language and LexiconError when the lexicon files are malformed.
    """
    with _making:
        if language not in _made:
            _made[language] = _make(language)
        return _made[language]


def _make(language: str) -> Morphology:
    if language == "fi":
        return FinnishMorphology(load_lexicon())
    if language in ("sv", "en"):
        return StemmedMorphology(language, load_spoken(language))
    raise ValueError(f"no morphology for language {language!r}")
