"""Unknown words mended: spoken forms, missing dots, words run together, typing errors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nlu.morphology import dots
from nlu.morphology.choose import Chooser, Reading
from nlu.morphology.puhekieli import SpokenRules
from nlu.morphology.recognise import Recogniser
from nlu.morphology.spelling import SpellingIndex
from nlu.morphology.vocabulary import BUILT, LISTED, PLAIN, Vocabulary

# Candidates looked up in Voikko for one word: rewritings, and spellings.
_CHECKS, _SPELLINGS = 40, 120
_BRIEF = 5  # letters; the rules make too much of shorter words
_SLIP = 0.85  # cost of a letter doubled or swapped with its neighbour
_SHORT_OPENERS = frozenset(
    ("ei", "en", "et", "on", "ja", "jos", "kun", "nyt", "oli", "mun", "mulla", "tosi", "olen", "onko", "kova", "siis")
)


class Repairer:
    """Finds what an unknown form was meant to be. Returns None when nothing plausible is found."""

    def __init__(
        self, vocabulary: Vocabulary, recogniser: Recogniser, chooser: Chooser, rules: SpokenRules,
        spelling: SpellingIndex,
    ) -> None:  # fmt: skip
        self._vocabulary, self._recogniser, self._chooser = vocabulary, recogniser, chooser
        self._rules, self._spelling = rules, spelling

    def light(self, form: str, without_dots: bool) -> Reading | None:
        """One spoken rule, or dots; dots first in a message that has none, and in a short word."""
        if without_dots or len(form) < _BRIEF:
            return self._dotted_listed(form) or self._spoken(form, PLAIN) or self._dotted_any(form)
        spoken = self._spoken(form, PLAIN)
        if spoken is not None and self._vocabulary.grade(spoken.analyses[0]) >= BUILT:
            return spoken
        return self._dotted_listed(form) or spoken

    def repair(self, form: str) -> Reading | None:
        """One written word for ``form``: a slip of one letter, two rules, or the nearest spelling."""
        near = self._spelling.candidates(form)
        return (
            self._cheapest(near, _SLIP)
            or self._spoken_twice(form)
            or self._cheapest(near, _SLIP if len(form) == 4 else 1.5)
            or self._cheapest(self._spelling.distant(form), 2.1)
            or self._misspelt_tail(form)
            or self._dotted_any(form)
        )

    def respell(self, form: str) -> Reading | None:
        """The word of ours that a known but odd compound is one letter from: ajanvarus -> ajanvaraus."""
        found = self._cheapest(self._spelling.candidates(form), 1.1)
        return found if found is not None and self._ours(found) and len(found.analyses[0].parts) > 1 else None

    def dotted_throughout(self, form: str) -> Reading | None:
        """``form`` with all its dots, if that is a word of ours: one look-up."""
        analyses = self._recogniser.certain(dots.dot(form)) if dots.can_lack_dots(form) else ()
        reading = self._chooser.reading(dots.dot(form), analyses, repaired=True) if analyses else None
        return reading if reading is not None and self._ours(reading) else None

    def dotted(self, form: str, grade: int) -> Reading | None:
        """The dotted spelling of ``form`` whose reading is at least of ``grade``."""
        found = self._best(dots.candidates(form), grade)
        return None if found is None else replace(found, repaired=True)

    def split(self, form: str, openers_only: bool) -> tuple[Reading, Reading, int] | None:
        """Two words of ours run together ("eikuumetta"), with the offset of the second."""
        for at in range(2, len(form) - 3):
            left, right = form[:at], form[at:]
            opener = left in _SHORT_OPENERS
            if not opener and (openers_only or at < 4):
                continue
            first = self._recogniser.recognise(left)
            if first is None or not (opener or self._ours(first)):
                continue
            analyses = self._recogniser.certain(right)
            if analyses:
                second = self._chooser.reading(right, analyses)
                if self._ours(second):
                    return first, second, at
        return None

    def _misspelt_tail(self, form: str) -> Reading | None:
        """A compound whose last part is mistyped: raskausmasenus -> raskausmasennus."""
        for at in range(len(form) - _BRIEF, 3, -1):
            opening, tail = form[:at], form[at:]
            if opening not in self._vocabulary.openings:
                continue
            joined = [(cost, opening + spelling) for cost, spelling in self._spelling.candidates(tail) if cost <= 1.1]
            found = self._cheapest(joined, 1.5, built=1.1)
            if found is not None:
                return found
        return None

    def _spoken(self, form: str, grade: int) -> Reading | None:
        return self._best(self._rules.once(form), grade)

    def _spoken_twice(self, form: str) -> Reading | None:
        """Two rules on top of each other, or dots and a rule."""
        found = self._best(self._rules.twice(form), LISTED)
        if found is None and dots.can_lack_dots(form):
            found = self._best(self._rules.once(dots.dot(form)), LISTED)
            found = None if found is None else replace(found, repaired=True)
        return found

    def _dotted_listed(self, form: str) -> Reading | None:
        return self.dotted(form, LISTED) if dots.can_lack_dots(form) else None

    def _dotted_any(self, form: str) -> Reading | None:
        return self.dotted(form, PLAIN) if dots.can_lack_dots(form) else None

    def _cheapest(self, candidates: list[tuple[float, str]], limit: float, built: float = _SLIP) -> Reading | None:
        """The known candidate of the lowest cost up to ``limit``; ``built`` limits compounds that are not listed."""
        best, best_cost = None, limit
        for cost, spelling in candidates[:_SPELLINGS]:
            if cost - 0.3 > best_cost:
                break
            analyses = self._recogniser.certain(spelling)
            if not analyses:
                continue
            reading = self._chooser.reading(spelling, analyses, repaired=True)
            grade = self._vocabulary.grade(reading.analyses[0])
            if grade < BUILT or (grade == BUILT and cost > built):
                continue
            cost += 0.0 if grade == LISTED else 0.4
            cost -= 0.2 * (reading.analyses[0].lemma in self._vocabulary.domain)
            if cost < best_cost:
                best, best_cost = reading, cost
        return best

    def _best(self, candidates: Iterable[str], grade: int) -> Reading | None:
        """The likeliest recognised candidate of at least ``grade``; earlier ones win near ties."""
        best, best_score = None, float("-inf")
        for number, candidate in zip(range(_CHECKS), candidates, strict=False):
            reading = self._recogniser.recognise(candidate)
            if reading is None or self._vocabulary.grade(reading.analyses[0]) < grade:
                continue
            score = reading.scores[0] - 0.2 * number
            if score > best_score:
                best, best_score = reading, score
        return best

    def _ours(self, reading: Reading) -> bool:
        return self._vocabulary.grade(reading.analyses[0]) == LISTED
