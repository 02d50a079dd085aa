"""What takes the alarm out of a word: negation, the past, questions for information, idioms, fiction, animals...

Marks are bits on words, set clause by clause, so that what is added elsewhere in a message cannot hide a red
flag. A doubt leaves the word unmarked. The marking words are groups of lexicon/context.yml.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from nlu.redflags.reading import Reading

CONTEXTS = ("past", "asked", "idiom", "fiction", "animal", "learning", "supposed")
NEGATED = 1
BITS = {name: 2 << index for index, name in enumerate(CONTEXTS)}
_AFTER_VERB = frozenset(("inte", "int", "ej", "aldrig", "icke", "knappt", "knappast"))
_SWEDISH_VERB = re.compile(r"(r|as|es|ns|de|te|it|at|tt|ll)$")
_YEAR = re.compile(r"(19|20)\d\d")
_NEGATION_REACH = 6  # words a negation covers at most
_LIST_CHUNK = 3  # words in an item of a negated list


def mark(reading: Reading) -> None:
    """Set the marks of a reading's words."""
    units = _units(reading)
    _mark_negation(reading)
    _mark_spans(reading, "IDIOM", BITS["idiom"])
    _mark_past(reading, units)
    _mark_asked(reading, units)
    for context, group, stops in (
        ("fiction", "FICTION", ("FIRST_PERSON", "NOW", "SUDDENLY")),
        ("learning", "LEARNING", ("NOW", "SUDDENLY")),
        ("learning", "PROFESSIONAL", ("NOW", "SUDDENLY")),
        ("supposed", "SUPPOSING", ("NOW", "THIS")),
        ("supposed", "FEARING", ("NOW", "THIS", "SUDDENLY")),
    ):
        _mark_units(reading, units, group, BITS[context], stops)
    _mark_figures_of_speech(reading, units)
    _mark_none_of_them(reading, units)
    _mark_animals(reading)


def _units(reading: Reading) -> list[range]:
    """Clauses: cut at punctuation, at "but", and at "and" before a word like "now"."""
    cuts = [0]
    for i in range(1, len(reading.words)):
        joined_now = "AND" in reading.groups[i] and any("NOW" in near for near in reading.groups[i + 1 : i + 3])
        if reading.clause[i] != reading.clause[i - 1] or "BUT" in reading.groups[i] or joined_now:
            cuts.append(i)
    cuts.append(len(reading.words))
    return [range(start, end) for start, end in itertools.pairwise(cuts) if start < end]


def _has(reading: Reading, words: Iterable[int], *groups: str) -> bool:
    return any(group in reading.groups[i] for i in words for group in groups)


def _set(reading: Reading, words: Iterable[int], bit: int) -> None:
    for i in words:
        reading.marks[i] |= bit


def _mark_spans(reading: Reading, group: str, bit: int) -> None:
    for span in reading.spans.get(group, ()):
        _set(reading, range(span.first, span.last + 1), bit)


def _mark_negation(reading: Reading) -> None:
    groups, total = reading.groups, len(reading.words)
    for span in reading.spans.get("NEGATION", ()):
        at = span.last
        _mark_before(reading, span.first)
        _mark_swedish_verb(reading, span.first)
        for i in range(at + 1, min(total, at + 1 + _NEGATION_REACH)):
            if "SCOPE_END" in groups[i] or reading.sentence[i] != reading.sentence[at]:
                break
            if reading.clause[i] != reading.clause[i - 1] and not _list_goes_on(reading, i):
                break
            reading.marks[i] |= NEGATED
            if groups[i] & {"VERB_ALONE", "HARD_TO"}:
                break


def _list_goes_on(reading: Reading, start: int) -> bool:
    """Whether a comma begins another item of a negated list: "ei kuumetta, kipua tai huimausta"."""
    for i in range(start, min(len(reading.words), start + 3 * _LIST_CHUNK)):
        if (
            reading.sentence[i] != reading.sentence[start]
            or "BUT" in reading.groups[i]
            or "PERSON" in reading.groups[i]
        ):
            return False
        if "OR" in reading.groups[i]:
            return True
    return False


def _mark_before(reading: Reading, negation: int) -> None:
    """ "Rintakipua ei ole": the object before a negated "be" that ends the clause."""
    after = negation + 1
    if after >= len(reading.words) or "BE" not in reading.groups[after]:
        return
    rest = after + 1
    if (
        rest < len(reading.words)
        and reading.clause[rest] == reading.clause[after]
        and "ADVERB" not in reading.groups[rest]
    ):
        return
    for i in range(negation - 1, max(-1, negation - 4), -1):
        if reading.clause[i] != reading.clause[negation]:
            break
        if i in reading.partitives:
            reading.marks[i] |= NEGATED


def _mark_swedish_verb(reading: Reading, negation: int) -> None:
    """ "Hon andas inte": a Swedish negation follows its verb, with perhaps a pronoun between."""
    if reading.words[negation] not in _AFTER_VERB:
        return
    for i in range(negation - 1, max(-1, negation - 3), -1):
        if reading.clause[i] != reading.clause[negation]:
            return
        if _SWEDISH_VERB.search(reading.words[i]):
            reading.marks[i] |= NEGATED
            return


def _mark_past(reading: Reading, units: list[range]) -> None:
    bit = BITS["past"]
    for index, unit in enumerate(units):
        named_year = any(_YEAR.fullmatch(reading.words[i]) for i in unit)
        years = _has(reading, unit, "YEARS") and not _has(reading, unit, "AGE_WORD")
        since = years and _has(reading, unit, "POINTS_BACK")  # "siitä on nyt kaksi vuotta"
        if not (named_year or years or _has(reading, unit, "PAST_TIME")) or (_has(reading, unit, "NOW") and not since):
            continue
        _set(reading, unit, bit)
        for neighbours in (units[index + 1 :], units[:index][::-1]):
            for other in neighbours:
                same = reading.sentence[other[0]] == reading.sentence[unit[0]]
                if not same or _has(reading, other, "NOW", "PRESENT", "STILL"):
                    break
                if not _is_past(reading, other):
                    break
                _set(reading, other, bit)
        if _has(reading, unit, "POINTS_BACK") and index and _is_past(reading, units[index - 1]):
            _set(reading, units[index - 1], bit)


def _is_past(reading: Reading, unit: range) -> bool:
    return any(
        "PAST_VERB" in reading.groups[i] or (i in reading.analysed and reading.analysed[i].tense == "past")
        for i in unit
    )


def _mark_asked(reading: Reading, units: list[range]) -> None:
    for unit in units:
        words = [i for i in range(len(reading.words)) if reading.sentence[i] == reading.sentence[unit[0]]]
        if (
            _has(reading, unit, "ASKING")
            and _has(reading, words, "ASKED_TOPIC")
            and not _has(reading, words, "NOW", "FIRST_PERSON", "SUDDENLY")
        ):
            _set(reading, unit, BITS["asked"])


def _mark_units(reading: Reading, units: list[range], group: str, bit: int, stops: tuple[str, ...]) -> None:
    for unit in units:
        if _has(reading, unit, group) and not _has(reading, unit, *stops):
            _set(reading, unit, bit)


def _mark_figures_of_speech(reading: Reading, units: list[range]) -> None:
    """ "Pää räjähtää lomakkeista": words that are often meant figuratively, beside their everyday cause."""
    for unit in units:
        if _has(reading, unit, "EVERYDAY_CAUSE"):
            _set(reading, (i for i in unit if "FIGURATIVE" in reading.groups[i]), BITS["idiom"])


def _mark_none_of_them(reading: Reading, units: list[range]) -> None:
    """ "... kysyi ajatuksista, eikä niitä ole": a denial that points back."""
    for index, unit in enumerate(units):
        if _has(reading, unit, "NONE_OF_THEM"):
            for other in units[max(0, index - 1) : index + 1]:
                if reading.sentence[other[0]] == reading.sentence[unit[0]]:
                    _set(reading, other, NEGATED)


def _mark_animals(reading: Reading) -> None:
    """An animal is the patient until a person is named; a biting animal is not."""
    patient = False
    for i, groups in enumerate(reading.groups):
        if "ANIMAL" in groups:
            near = range(max(0, i - 6), min(len(reading.words), i + 7))
            patient = not _has(reading, near, "BITES", "PERSON", "FIRST_PERSON")
        elif "PERSON" in groups or "FIRST_PERSON" in groups:
            patient = False
        if patient:
            reading.marks[i] |= BITS["animal"]
