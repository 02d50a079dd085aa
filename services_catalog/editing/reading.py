"""Values as people write them in a form or a spreadsheet, and back. What cannot be read raises ValueError."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from services_catalog.vocabulary import Vocabulary

YES = frozenset(("1", "true", "yes", "kyllä", "k", "x", "ja"))
NO = frozenset(("0", "false", "no", "ei", "e", "nej"))
SEPARATOR = " | "
"""Between the values of one cell."""

_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def read_flag(text: str) -> bool | None:
    """Yes, no, or None when empty."""
    plain = text.strip().casefold()
    if plain in YES or plain in NO:
        return plain in YES
    if plain:
        raise ValueError(text)
    return None


def read_number(text: str) -> int | None:
    """A whole number, or None when empty."""
    return int(text) if text.strip() else None


def read_day(text: str) -> str | None:
    """A date, 2026-11-22 or 22.11.2026, in ISO form; None when empty."""
    plain = text.strip()
    if match := _DAY.fullmatch(plain):
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    return date.fromisoformat(plain).isoformat() if plain else None


def read_lines(text: str) -> list[str]:
    """The lines that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def read_cells(text: str) -> list[str]:
    """The values of one cell."""
    return [piece.strip() for piece in text.split("|") if piece.strip()]


def read_municipalities(names: Iterable[str], terms: Vocabulary) -> list[str]:
    """Codes of municipalities given by code or name. Raises ValueError naming the one that is not known."""
    result = []
    for name in names:
        found = terms.municipality(name)
        if found is None:
            raise ValueError(name)
        result.append(found.code)
    return result


def show_flag(value: Any) -> str:
    """A flag as it is read back."""
    return "" if value is None else "1" if value else "0"
