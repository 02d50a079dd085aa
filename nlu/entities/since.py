"""Reader of beginnings: how many days something has lasted when it began last Thursday, in June, this morning."""

from __future__ import annotations

from datetime import datetime

from nlu.entities.reading import UNIT_DAYS, Reader, Value
from nlu.entities.rules import Match
from nlu.entities.times import month_start, read_date

_SINCE_PART = {"morning": 0.3, "forenoon": 0.3, "day": 0.3, "night": 0.5, "evening": 1.0, "afternoon": 0.3}  # days


def _since(match: Match, now: datetime) -> Value | None:
    """How long it has lasted when it began then, in days; a whole week for today's weekday, the safer reading."""
    days = _days_since(match, now)
    return Value(round(days, 3), {"unit": "days", "since": True}) if days is not None and days > 0 else None


def _days_since(match: Match, now: datetime) -> float | None:
    today = now.date()
    if match.of("NEXT") or any(piece.tag == "NEXT" for piece in (match.before(),) if piece):
        return None
    for piece in match.pieces:
        value = str(piece.value)
        if piece.tag == "WEEKDAY":
            days = (today.weekday() - int(value)) % 7 or 7
            last_week = bool(match.of("UNIT")) and days <= today.weekday()
            return float(days + 7 if last_week else days)
        if piece.tag in ("DAY", "DAYPART", "SINCEDAY"):
            offset, _, part = value.partition(" ")
            return float(-int(offset)) if int(offset) < 0 else _SINCE_PART.get(part, 0.3) if offset == "0" else None
        if piece.tag == "PART":
            return _SINCE_PART[value]
        if piece.tag in ("MONTH", "SEASON"):
            month = int(value)
            start = month_start(today.year if month <= today.month else today.year - 1, month)
            return float((today - start).days) or None
        if piece.tag == "WEEKEND":
            return float((today.weekday() - 5) % 7 or 7)
        if piece.tag == "UNIT":
            return UNIT_DAYS[value]
    if match.of("NUM"):
        found = read_date(match, now)
        return float((today - found.value.first).days % 366) if found else None
    return None


READERS: dict[str, Reader] = {"since": _since}
