"""Choice among the analyses of a word: first without context, then by the neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from nlu.morphology.vocabulary import LISTED, ODD, Vocabulary
from nlu.morphology.voikko import Analysis

# How far a reading is put back for being rare in residents' messages.
_RARE_CASES = {"instructive": 2.0, "comitative": 2.0, "accusative": 1.0, "abessive": 3.0}
_RARE_MOODS = {"potential": 2.0, "imperative": 1.2, "A-infinitive": 0.2}
_PREFERRED = 6.0  # bonus of a base form that the table of choices names first
_RARE_CLASSES = {"prefix": 4.0, "abbreviation": 1.0, "name": 3.0, "unknown": 2.0}


@dataclass(frozen=True, slots=True)
class Reading:
    """A recognised form: its written spelling and its analyses, best first. ``extra`` are base forms of
    the rest of a contraction ("ooksä" -> "oletko sinä"); ``repaired`` marks mended dots or typos."""

    normal: str
    analyses: tuple[Analysis, ...]
    scores: tuple[float, ...]
    extra: tuple[str, ...] = ()
    repaired: bool = False
    lemmas: tuple[str, ...] = field(default=())

    @property
    def ambiguous(self) -> bool:
        return len(self.analyses) > 1


class Chooser:
    """Ranks analyses by vocabulary, rarity and the table of preferences."""

    def __init__(self, vocabulary: Vocabulary, preferences: dict[str, tuple[str, ...]]) -> None:
        self._vocabulary = vocabulary
        self._preferences = preferences

    def reading(
        self, normal: str, analyses: Iterable[Analysis], extra: tuple[str, ...] = (), repaired: bool = False
    ) -> Reading:
        """Rank ``analyses`` (at least one) of the written form ``normal``."""
        preferred = self._preferences.get(normal, ())
        analyses = list(analyses)
        if preferred and all(analysis.lemma not in preferred for analysis in analyses):
            # Voikko has another base form for it ("jollekin" from "joka"): the table's comes first.
            analyses.append(replace(analyses[0], lemma=preferred[0], parts=(preferred[0],)))
        ranked = sorted(((self._score(a, preferred), a) for a in analyses), key=lambda pair: -pair[0])
        # Odd compounds and names are noise beside a plain reading.
        best_grade = max(self._vocabulary.grade(analysis) for _, analysis in ranked)
        kept = [(score, a) for score, a in ranked if a.place or best_grade == ODD or self._vocabulary.grade(a) > ODD]
        chosen = tuple(analysis for _, analysis in kept)
        return Reading(normal, chosen, tuple(score for score, _ in kept), extra, repaired, all_lemmas(chosen, extra))

    def listed(self, analysis: Analysis) -> bool:
        """True when the base form is one of our own words."""
        return self._vocabulary.grade(analysis) == LISTED

    def score(self, analysis: Analysis) -> float:
        """Likelihood of a reading without context, in arbitrary units; 12 and over is our own word."""
        return self._score(analysis, ())

    def _score(self, analysis: Analysis, preferred: tuple[str, ...]) -> float:
        grade = self._vocabulary.grade(analysis)
        score = 4.0 * grade
        if analysis.place and analysis.word_class == "name":
            score -= 1.0  # a word of ours wins, any other loses
        else:
            score -= _RARE_CLASSES.get(analysis.word_class, 0.0)
        if grade < LISTED:
            score -= len(analysis.parts) - 1
        score -= _RARE_CASES.get(analysis.case or "", 0.0) + _RARE_MOODS.get(analysis.mood or "", 0.0)
        score -= 1.5 * analysis.possessive
        score -= 0.5 * (analysis.mood == "participle")
        if analysis.lemma in preferred:
            score += _PREFERRED - preferred.index(analysis.lemma)
        return score


def all_lemmas(analyses: Sequence[Analysis], extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Every base form of ``analyses`` in their order, without repetition."""
    found = [analysis.lemma for analysis in analyses]
    found += [base for analysis in analyses for base in analysis.bases]
    return tuple(dict.fromkeys([*found, *extra]))


def choose(readings: Sequence[Reading | None], at: int) -> Analysis:
    """The analysis of ``readings[at]`` that fits its neighbours; ``readings[at]`` must be a reading."""
    reading = readings[at]
    if reading is None:
        raise ValueError(f"no reading at {at}")
    before = [r.analyses[0] for r in readings[max(0, at - 3) : at] if r is not None]
    if reading.normal == "et" and not _et_negates(readings, at):
        return _THAT
    if not reading.ambiguous:
        return reading.analyses[0]
    scored = zip(reading.analyses, reading.scores, strict=True)
    return max(scored, key=lambda pair: pair[1] + _fit(pair[0], before))[0]


_THAT = Analysis("että", "conjunction", ("että",))
_PERSONS = {"minä": "1", "sinä": "2", "me": "1", "te": "2"}
_MODALS = frozenset(
    ("voida", "pitää", "saada", "haluta", "täytyä", "pystyä", "osata", "alkaa", "kannattaa", "jaksaa", "tarvita",
     "uskaltaa", "viitsiä", "ehtiä", "yrittää", "aikoa", "saattaa", "taitaa", "kyetä", "meinata", "mennä", "lähteä")
)  # fmt: skip
_MODIFIERS = frozenset(("pronoun", "adjective"))


def _et_negates(readings: Sequence[Reading | None], at: int) -> bool:
    """Spoken "et" is "että" after a finite verb and before one, else the negation of the second person."""
    before = readings[at - 1] if at else None
    if before is not None and before.analyses[0].word_class == "verb":
        return False
    for reading in readings[at + 1 : at + 5]:
        if reading is not None and _is_other_subject(reading.analyses[0]):
            return False
        verbs = [a for a in reading.analyses if a.word_class == "verb"] if reading is not None else []
        if verbs:
            return any(verb.connegative and verb.person != "passive" for verb in verbs)
    return False


def _is_other_subject(analysis: Analysis) -> bool:
    nominal = analysis.word_class in ("noun", "pronoun", "name") and analysis.case == "nominative"
    return nominal and analysis.lemma != "sinä"


def _awaits_verb(before: Sequence[Analysis]) -> bool:
    """True when a negation is before and its main verb has not come yet."""
    for word in reversed(before):
        if word.word_class == "negation":
            return True
        if word.word_class == "verb":
            return False
    return False


def _fit(analysis: Analysis, before: Sequence[Analysis]) -> float:
    """Bonus of an analysis after the analyses ``before`` it, the nearest last."""
    if not before:
        return 0.0
    last, bonus = before[-1], 0.0
    if _awaits_verb(before):
        bonus += 3.0 * (analysis.connegative or analysis.mood == "participle")
    if analysis.word_class == "verb" and last.case == "nominative" and last.word_class == "pronoun":
        bonus += 4.0 * (_PERSONS.get(last.lemma, "3") == analysis.person)
    if last.word_class == "verb":
        # A second verb right after the first is an infinitive, and a noun is likelier than a new clause.
        bonus += 1.5 * (analysis.mood == "A-infinitive") - 2.0 * (analysis.mood in ("indicative", "imperative"))
    if last.word_class == "numeral":
        bonus += 2.0 * (analysis.word_class == "noun" and analysis.case == "partitive")
    if any(word.lemma in _MODALS for word in before):
        bonus += 3.0 * (analysis.mood == "A-infinitive")
    if last.word_class in _MODIFIERS and last.case is not None and last.case != "nominative":
        bonus += 2.5 * (analysis.word_class != "verb" and last.case == analysis.case)
    return bonus
