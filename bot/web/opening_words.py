"""Opening hours in words: "ma–to 8.00–16.00" from a document of services_catalog.hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.texts import texts
from bot.web.templating import day


def hours_in_words(hours: Mapping[str, Any], language: str, today: date) -> list[str]:
    """One line for each group of weekdays, then the exceptions that are not over."""
    say = texts().say
    lines = list(_week(hours.get("weekly", {}), language))
    if hours.get("always"):
        lines.append(say("page_hours_always", language))
    if hours.get("closed"):
        lines.append(say("page_hours_closed", language))
    if hours.get("by_appointment"):
        lines.append(say("page_hours_by_appointment", language))
    for exception in hours.get("exceptions", ()):
        first = date.fromisoformat(exception["from"])
        last = date.fromisoformat(exception.get("to") or exception["from"])
        if last >= today:
            lines.append(_exception(exception, first, last, language))
    return lines


def clock(spans: str, language: str) -> str:
    """Spans such as 08:00-12:00, 13:00-16:00 as they are written in the language."""
    pairs = (span.strip().split("-") for span in spans.split(","))
    return ", ".join("–".join(_time(end, language) for end in pair) for pair in pairs)


def _time(text: str, language: str) -> str:
    hour, minute = text.split(":")
    return f"{int(hour)}{':' if language == 'en' else '.'}{minute}"


def _week(weekly: Mapping[str, str], language: str) -> Iterator[str]:
    for days, spans in weekly.items():
        groups = ("–".join(_day(end, language) for end in group.strip().split("-")) for group in days.split(","))
        yield f"{', '.join(groups)} {clock(spans, language)}"


def _day(code: str, language: str) -> str:
    return texts().say(f"page_day_{code}", language)


def _exception(exception: Mapping[str, Any], first: date, last: date, language: str) -> str:
    when = day(first) if first == last else f"{day(first)}–{day(last)}"
    if exception.get("hours"):
        return f"{when}: {clock(exception['hours'], language)}"
    if exception.get("weekly"):
        return f"{when}: {', '.join(_week(exception['weekly'], language))}"
    return f"{when}: {texts().say('page_hours_closed', language)}"
