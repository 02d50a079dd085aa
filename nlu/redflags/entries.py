"""One word of the red-flag lexicon: what is written in YAML and which words of a message it covers.

word     a base form: all its inflected forms (Finnish by Voikko and by stems, others by Snowball)
word*    any word that begins so
+word    a compound whose last part is this base form, or the word itself (Finnish); any word that ends so
=word    exactly this form
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import snowballstemmer

from nlu.morphology.stems import stems
from nlu.morphology.voikko import VoikkoAnalyser
from nlu.redflags.spelling import fold

Kind = Literal["lemma", "prefix", "last_part", "exact"]
_ALGORITHMS = {"sv": "swedish", "en": "english"}

# Finnish endings in folded spelling: case or person, possessive, clitic. Generous: it is only asked of words
# that Voikko does not know (dialect, dots left out).
_ENDING = re.compile(
    r"(?:(?:i|j|e|ei|oi|a)?(?:n|a|ta|tta|t|ssa|s|sta|st|lla|l|lta|lt|lle|na|ksi|ks|ja|en|in|an|on|un|hin|han|hon|"
    r"seen|siin|iin|aan|oon|uun|een|jen|ien|iden|itten|ten|nen|sen|sta|"
    r"mme|tte|vat|vaat|i|si|isi|isin|taan|daan|tiin|ttiin|ttu|tu|nut|nu|neet|ut|massa|mas|maan|maa|malla|matta|"
    r"mista|minen|mista|essa|es|va|ma|da|tu|u|aa|oo|ee|uu|ii|)?)?(?:ni|si|nsa|mme|nne|an|en)?(?:ko|kin|kaan|pa|han|ks)?$"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A lexicon word of one language."""

    language: str
    kind: Kind
    text: str

    @classmethod
    def read(cls, written: str, language: str) -> Entry:
        """The entry as written in YAML, for example "hengenahdist*". Raises ValueError for an empty one."""
        kind: Kind = "lemma"
        text = written.strip().lower()
        if text.startswith("="):
            kind, text = "exact", text[1:]
        elif text.endswith("*"):
            kind, text = "prefix", text[:-1]
        elif text.startswith("+"):
            kind, text = "last_part", text[1:]
        if not text or not re.fullmatch(r"[\w':-]+", text):
            raise ValueError(f"{written!r} is no word of the pattern language")
        return cls(language, kind, text.replace("'", ""))


@lru_cache(maxsize=2)
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_ALGORITHMS[language])


@lru_cache(maxsize=50_000)
def snowball(word: str, language: str) -> str:
    """The Swedish or English stem of a folded word."""
    return str(_stemmer(language).stemWord(word))


def finnish_stems(lemma: str, voikko: VoikkoAnalyser) -> frozenset[str]:
    """Folded stems of a Finnish base form; only the word itself when Voikko does not know it as one."""
    classes = {analysis.word_class for analysis in voikko.analyses(lemma) if analysis.lemma == lemma}
    made = {lemma}
    for word_class in classes:
        made |= stems(lemma, "verb" if word_class == "verb" else "noun")
    return frozenset(fold(stem) for stem in made if len(stem) >= 3)


def is_ending(rest: str) -> bool:
    """Whether ``rest`` can follow a Finnish stem."""
    return len(rest) <= 12 and _ENDING.match(rest) is not None
