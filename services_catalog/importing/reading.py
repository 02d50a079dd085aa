"""Reading what PTV sends: any value may be null, missing or of another kind, and none of it may stop a load."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from services_catalog.record import LANGUAGES, Language

Document = Mapping[str, Any]
InLanguages = dict[Language, str]

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::\d\d)?(?:\.\d+)?")


def document(value: Any) -> Document:
    """`value` when it is a document, else an empty one."""
    return value if isinstance(value, dict) else {}


def documents(value: Any) -> list[Document]:
    """The documents of a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def strings(value: Any) -> list[str]:
    """The texts of a list that are not empty."""
    return [read for item in value if (read := text(item))] if isinstance(value, list) else []


def text(value: Any) -> str:
    """A text without space at its ends, lines ended by one newline each; "" for anything else."""
    if not isinstance(value, str):
        return ""
    return _UNPRINTABLE.sub("", value.replace("\r\n", "\n")).strip()


def language(value: Any) -> Language | None:
    """A language the catalogue has texts in."""
    return next((known for known in LANGUAGES if known == value), None)


def in_languages(items: Any, key: str = "value") -> InLanguages:
    """The first text of each language of interface 11's [{language, value}]."""
    result: InLanguages = {}
    for item in documents(items):
        code, value = language(item.get("language")), text(item.get(key))
        if code and value:
            result.setdefault(code, value)
    return result


def by_language(texts: Any) -> InLanguages:
    """The texts of interface 12's {fi, sv, en}."""
    read = document(texts)
    return {code: value for code in LANGUAGES if (value := text(read.get(code)))}


def identity(value: Any) -> str:
    """An id as the catalogue writes it (lower case); "" when it is none."""
    read = text(value).lower()
    return read if re.fullmatch(r"[0-9a-f][0-9a-f-]{7,39}", read) else ""


def day(value: Any) -> date | None:
    """The day of an ISO date or moment."""
    try:
        return date.fromisoformat(text(value)[:10])
    except ValueError:
        return None


def clock(value: Any) -> str | None:
    """A time of day as HH:MM."""
    match = _CLOCK.fullmatch(text(value))
    if match is None or (match[1] == "24" and match[2] != "00"):
        return None
    return f"{int(match[1]):02d}:{match[2]}"


def number(value: Any) -> float | None:
    """A number, or one written as a text ("6834688,5")."""
    if isinstance(value, bool):
        return None
    try:
        return float(value.replace(",", ".") if isinstance(value, str) else value)
    except (TypeError, ValueError, OverflowError):
        return None


def unique(values: Iterable[str]) -> list[str]:
    """`values` without empty ones and repetitions, in order."""
    return list(dict.fromkeys(value for value in values if value))
