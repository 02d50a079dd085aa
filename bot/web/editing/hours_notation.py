"""Opening hours as editors write them, one matter a line, in any of the three languages:

    ma–to 8–16
    pe 8.00–12.00, 13–15
    24.12.2026 suljettu
    1.7.2026–31.7.2026 ma–pe 9–14; la 10–12

and the lines "aina avoinna", "suljettu", "vain ajanvarauksella", "pyhinä ..." and "voimassa ...".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import ValidationError

from bot.texts import texts
from bot.web.opening_words import clock
from bot.web.templating import day as written_day
from services_catalog.editing.fields import plain_hours
from services_catalog.hours import Hours
from services_catalog.hours.document import DAYS
from services_catalog.record import LANGUAGES

HOLIDAYS = ("closed", "as_usual", "as_sunday")
_DASH = re.compile(r"\s*[–—-]\s*")
_DATE = r"(\d{1,2})\.(\d{1,2})\.(\d{4})"
_DATED = re.compile(rf"{_DATE}(?:\s*[–-]\s*{_DATE})?[\s:]+(.+)")
_VALID = re.compile(rf"(?:{_DATE})?\s*[–-]\s*(?:{_DATE})?")
_SPAN = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*[–-]\s*(\d{1,2})(?:[.:](\d{2}))?")


class HoursUnreadable(ValueError):
    """A line that is not in the notation; the message is the line."""


def show_hours(hours: Mapping[str, Any] | None, language: str) -> str:
    """A canonical hours document in the notation; empty when the hours are not known."""
    return "\n".join(_lines(hours, language)) if hours else ""


def read_hours(text: str) -> dict[str, Any] | None:
    """The canonical hours document of a text, None when it is empty. Raises HoursUnreadable."""
    document: dict[str, Any] = {"weekly": {}, "exceptions": []}
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines:
        try:
            _read_line(line, document)
        except (ValueError, KeyError):
            raise HoursUnreadable(line) from None
    try:
        return plain_hours(Hours.model_validate(document).model_dump(mode="json")) if lines else None
    except ValidationError:
        raise HoursUnreadable(lines[0]) from None


def _lines(hours: Mapping[str, Any], language: str) -> Iterator[str]:
    say = texts().say
    for key in ("always", "closed", "by_appointment"):
        if hours[key]:
            yield say(f"page_hours_{key}", language)
    for days, spans in hours["weekly"].items():
        yield f"{_days(days, language)} {clock(spans, language)}"
    if hours["holidays"]:
        yield say(f"desk_hours_{hours['holidays']}", language)
    for one in hours["exceptions"]:
        yield f"{_dates(one['from'], one['to'])} {_of_exception(one, language)}"
    if hours["valid_from"] or hours["valid_to"]:
        ends = [written_day(date.fromisoformat(end)) if end else "" for end in (hours["valid_from"], hours["valid_to"])]
        yield f"{say('desk_hours_valid', language)} {'–'.join(ends)}"


def _of_exception(one: Mapping[str, Any], language: str) -> str:
    if one["hours"]:
        return clock(one["hours"], language)
    if one["weekly"]:
        return "; ".join(f"{_days(days, language)} {clock(spans, language)}" for days, spans in one["weekly"].items())
    return texts().say("page_hours_closed", language)


def _dates(first: str, last: str | None) -> str:
    return "–".join(written_day(date.fromisoformat(one)) for one in (first, last) if one)


def _days(group: str, language: str) -> str:
    return "–".join(texts().say(f"page_day_{code}", language).lower() for code in group.split("-"))


def _read_line(line: str, document: dict[str, Any]) -> None:
    plain = " ".join(line.casefold().split())
    known = _phrases().get(plain)
    if known is not None:
        document.update([known])
    elif valid := next((word for word in _valid_words() if plain.startswith(f"{word} ")), None):
        document.update(_validity(plain.removeprefix(valid).strip()))
    elif match := _DATED.fullmatch(plain):
        numbers = match.groups()
        exception = {"from": _date(numbers[:3]), "to": _date(numbers[3:6]) if numbers[3] else None}
        document["exceptions"].append(exception | _hours_of(numbers[6]))
    else:
        days, spans = _weekly(plain)
        if days in document["weekly"]:
            raise ValueError(line)
        document["weekly"][days] = spans


def _hours_of(text: str) -> dict[str, Any]:
    if _phrases().get(text) == ("closed", True):
        return {}
    if text[:1].isdigit():
        return {"hours": read_spans(text)}
    return {"weekly": dict(_weekly(piece.strip()) for piece in text.split(";"))}


def _weekly(text: str) -> tuple[str, str]:
    """("mon-thu", "08:00-16:00") of "ma–to 8–16"."""
    match = re.fullmatch(r"([^\d]+?)[\s:]*(\d.*)", text)
    if match is None:
        raise ValueError(text)
    groups = [_DASH.split(group.strip()) for group in match[1].split(",")]
    days = ",".join("-".join(weekday_codes()[name.rstrip(".")] for name in group) for group in groups)
    return days, read_spans(match[2])


def read_spans(text: str) -> str:
    """ "08:00-12:00, 13:00-16:00" of "8–12, 13–16". Raises ValueError."""
    return ", ".join(_span(piece.strip()) for piece in text.split(","))


def _span(text: str) -> str:
    match = _SPAN.fullmatch(text)
    if match is None:
        raise ValueError(text)
    start, start_minutes, end, end_minutes = match.groups()
    return f"{int(start):02}:{start_minutes or '00'}-{int(end):02}:{end_minutes or '00'}"


def _validity(text: str) -> dict[str, str | None]:
    match = _VALID.fullmatch(text)
    if match is None or not any(match.groups()):
        raise ValueError(text)
    numbers = match.groups()
    return {
        "valid_from": _date(numbers[:3]) if numbers[0] else None,
        "valid_to": _date(numbers[3:]) if numbers[3] else None,
    }


def _date(numbers: tuple[str | Any, ...]) -> str:
    day, month, year = (int(number) for number in numbers)
    return date(year, month, day).isoformat()


@cache
def weekday_codes() -> Mapping[str, str]:
    """Weekdays by their short names in every language."""
    return {texts().say(f"page_day_{code}", language).lower(): code for code in DAYS for language in LANGUAGES}


@cache
def _phrases() -> Mapping[str, tuple[str, Any]]:
    """What a whole line may say, in every language."""
    phrases: dict[str, tuple[str, Any]] = {}
    for language in LANGUAGES:
        for key in ("always", "closed", "by_appointment"):
            phrases[texts().say(f"page_hours_{key}", language).casefold()] = (key, True)
        for policy in HOLIDAYS:
            phrases[texts().say(f"desk_hours_{policy}", language).casefold()] = ("holidays", policy)
    return phrases


@cache
def _valid_words() -> tuple[str, ...]:
    return tuple(texts().say("desk_hours_valid", language).casefold() for language in LANGUAGES)
