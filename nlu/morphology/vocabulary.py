"""How near an analysis is to the vocabulary of the field, and which compounds it has."""

from __future__ import annotations

from nlu.morphology.lexicon import Lexicon
from nlu.morphology.voikko import Analysis, VoikkoAnalyser

LISTED, BUILT, PLAIN, ODD = 3, 2, 1, 0


class Vocabulary:
    """Grades analyses; ``openings`` are the first parts of its compounds as they are written."""

    def __init__(self, lexicon: Lexicon, voikko: VoikkoAnalyser) -> None:
        self._words = lexicon.vocabulary
        self.domain = lexicon.domain
        self._own = lexicon.own_words
        self.lemmas = frozenset(lexicon.vocabulary) | frozenset(lexicon.own_words)
        self.openings = frozenset(
            opening for lemma in lexicon.vocabulary for opening in _openings(lemma, voikko.analyses(lemma))
        )

    def __contains__(self, lemma: str) -> bool:
        return lemma in self.lemmas

    def grade(self, analysis: Analysis) -> int:
        """LISTED: the base form is ours or a municipality; BUILT: a compound of our words; PLAIN: any simple word
        that is no name; ODD: the rest."""
        classes = self._words.get(analysis.lemma)
        if classes and any((listed == "verb") == (analysis.word_class == "verb") for listed in classes):
            return LISTED
        if analysis.lemma in self._own:
            return LISTED
        if analysis.word_class == "name":
            return LISTED if analysis.place else ODD
        if len(analysis.parts) == 1:
            return PLAIN
        return BUILT if all(part in self.lemmas for part in analysis.parts) else ODD


def _openings(lemma: str, analyses: tuple[Analysis, ...]) -> list[str]:
    """Written beginnings of a compound that end at the boundary of two parts."""
    best = min((a.parts for a in analyses if a.lemma == lemma), key=len, default=())
    found, written = [], lemma
    for part in reversed(best[1:]):
        if not written.endswith(part):
            break
        written = written[: -len(part)]
        found.append(written.rstrip("-"))
    return [opening for opening in found if opening]
