"""Numbers in words, written and spoken, and numbers glued to a word: "kolkytkasi", "puolitoista", "viiskymppinen"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Stem = tuple[str, float]


class Numerals:
    """Reads one language's numerals from the content of numerals.yml. Values are plain numbers."""

    def __init__(self, content: Mapping[str, Any], language: str) -> None:
        rows = content["words"].get(language, {})
        self._words = {word: float(value) for value, words in rows.items() for word in words}
        self.halves = frozenset(content["halves"].get(language, ()))
        self.points = frozenset(content["points"].get(language, ()))
        self.ands = frozenset(content["ands"].get(language, ()))
        stems = content["stems"]
        self._ones, self._round, self._small = (_stems(stems[key]) for key in ("ones", "round", "small"))
        self._tens, self._teens = _longest_first(stems["tens"]), _longest_first(stems["teens"])
        self._ages = dict[str, str](stems["ages"])

    def value(self, *forms: str) -> float | None:
        """The value of a word given by its base form and spellings; None when it is no number."""
        for form in forms:
            if form in self._words:
                return self._words[form]
        for form in forms:
            read = self._compound(form)
            if read is not None and not read[1]:
                return read[0]
        return None

    def age(self, *forms: str) -> tuple[float, str] | None:
        """The number and unit of a word that is an age: "kolmevuotias" is (3, "year"), "viiskymppinen" (50, "year")."""
        for form in forms:
            read = self._compound(form) or self._single(form)
            if read is None:
                continue
            number, rest = read[0], read[1].lstrip("-")
            unit = next((unit for beginning, unit in self._ages.items() if rest.startswith(beginning)), None)
            if unit is not None:
                return (number * 10, "year") if unit == "decade" else (number, unit)
        return None

    def _single(self, form: str) -> tuple[float, str] | None:
        stem = next(((stem, value) for stem, value in self._ones if form.startswith(stem)), None)
        return (stem[1], form[len(stem[0]) :]) if stem else None

    def _compound(self, form: str) -> tuple[float, str] | None:
        """The number that ``form`` begins with, of at least two parts, and what is left of the form."""
        for stem, value in self._round:
            if form.startswith(stem):
                return self._add(value, form[len(stem) :].lstrip("-"), self._small)
        first = self._single(form)
        if first is None or first[0] < 1:
            return None
        value, rest = first
        for teen in self._teens:
            if rest.startswith(teen):
                return 10 + value, rest[len(teen) :]
        for ten in self._tens:
            if rest.startswith(ten):
                return self._add(10 * value, rest[len(ten) :], self._ones)
        if value in (3, 4) and any(rest == stem and ones >= 1 for stem, ones in self._ones):
            return self._add(10 * value, rest, self._ones)  # "kolmekasi": a thermometer's 38
        return None

    @staticmethod
    def _add(value: float, rest: str, ones: tuple[Stem, ...]) -> tuple[float, str]:
        found = next(((stem, one) for stem, one in ones if one >= 1 and rest.startswith(stem)), None)
        return (value + found[1], rest[len(found[0]) :]) if found else (value, rest)


def _stems(rows: Mapping[Any, Iterable[str]]) -> tuple[Stem, ...]:
    stems = [(stem, float(value)) for value, words in rows.items() for stem in words]
    return tuple(sorted(stems, key=lambda stem: -len(stem[0])))


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: -len(word)))
