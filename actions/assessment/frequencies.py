"""How often: "pari kertaa viikossa", "kerran kuussa", "two days a week", as days in a month."""

from __future__ import annotations

from collections.abc import Sequence

from actions.assessment.durations import DAYS_IN_MONTH, DAYS_IN_YEAR
from actions.assessment.numerals import Number, find_numbers

# Folded words that count, and the length in days of what they are counted in.
_TIMES = frozenset((
    "kertaa", "kertoja", "kerta", "krt", "paivana", "paivina", "paivaa", "ganger", "gang", "dagar", "dag", "times",
    "time", "days", "day",
))  # fmt: skip
_ONCE = {"kerran": 1.0, "once": 1.0, "twice": 2.0}
_PER = {
    1.0: "paivassa vuorokaudessa dagen dygnet daily",
    7.0: "viikossa vkossa viikkoon veckan vecka week",
    DAYS_IN_MONTH: "kuussa kuukaudessa kuuhun manaden manad month",
    DAYS_IN_YEAR: "vuodessa vuoteen aret ar year",
}
_PER_DAYS = {word: days for days, row in _PER.items() for word in row.split()}
_BETWEEN = frozenset(("i", "om", "a", "per", "in", "the", "/", "aina", "ehka", "noin"))
_EVERY = frozenset(("joka", "varje", "every"))
_EACH = {"paiva": 1.0, "viikko": 7.0, "kuukausi": DAYS_IN_MONTH, "kuu": DAYS_IN_MONTH, "dag": 1.0, "vecka": 7.0,
         "manad": DAYS_IN_MONTH, "day": 1.0, "week": 7.0, "month": DAYS_IN_MONTH}  # fmt: skip


def find_frequencies(tokens: Sequence[str]) -> list[Number]:
    """Frequencies in folded tokens, at most once a day: more often is every day as well."""
    counts = [(n.value, n.start, n.end) for n in find_numbers(tokens) if tokens[n.end : n.end + 1]]
    counted = [(value, start, end + 1) for value, start, end in counts if tokens[end] in _TIMES]
    counted += [(_ONCE[token], at, at + 1) for at, token in enumerate(tokens) if token in _ONCE]
    found = []
    for value, start, end in counted:
        at = end
        while at < len(tokens) and tokens[at] in _BETWEEN:
            at += 1
        if at < len(tokens) and (days := _PER_DAYS.get(tokens[at])):
            found.append(Number(_monthly(value, days), start, at + 1))
    for at, token in enumerate(tokens[:-1]):
        if token in _EVERY and (days := _EACH.get(tokens[at + 1])):
            found.append(Number(_monthly(1.0, days), at, at + 2))
    return sorted(found, key=lambda number: number.start)


def _monthly(times: float, days: float) -> float:
    return min(times * DAYS_IN_MONTH / days, DAYS_IN_MONTH)
