"""Residents' own words as they may be kept: without what could tell who wrote them."""

from __future__ import annotations

import re
from collections.abc import Callable

HIDDEN = "…"

_CONTACT = re.compile(r"\S*@\S*|https?://\S+|www\.\S+|\+?\d[\d\s()./-]{3,}\d[a-z]?", re.IGNORECASE)
_TIMES = re.compile(r"\d{1,2}[.:]\d{2}\s?-\s?\d{1,2}[.:]\d{2}")
_NUMBER = re.compile(r"\w*\d{3,}\w*")
_MARKS = ".,;:!?()\"'”“’«»"


class Anonymiser:
    """Takes out identity codes, names of people, addresses and long numbers; opening hours stay.

    `mask` writes HIDDEN in place of identity codes, `is_name` tells a person's name.
    """

    def __init__(self, mask: Callable[[str], str], is_name: Callable[[str], bool]) -> None:
        self._mask = mask
        self._is_name = is_name

    def plain(self, text: str) -> str:
        """The text on one line, with HIDDEN for what was taken out."""
        shown = _CONTACT.sub(_unless_times, self._mask(" ".join(text.split())))
        return " ".join(HIDDEN if self._tells(word.strip(_MARKS)) else word for word in shown.split())

    def _tells(self, word: str) -> bool:
        return bool(word) and (_NUMBER.fullmatch(word) is not None or self._is_name(word.lower()))


def _unless_times(match: re.Match[str]) -> str:
    return match[0] if _TIMES.fullmatch(match[0]) else HIDDEN
