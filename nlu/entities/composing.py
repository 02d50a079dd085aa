"""Parts of a time beside each other make one: "ens viikon" + "tiistaina" + "aamupäivällä"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from nlu.entities.pieces import Piece
from nlu.entities.times import PARTS, TimePart

_BETWEEN = frozenset(("PREP", "CLOCK", "COMMA", "LIGHT", "THIS"))
_NOON = 12
_GAP = 2  # pieces that may stand between two parts


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A part with the indexes of its pieces (``last`` exclusive)."""

    part: TimePart
    first: int
    last: int


def compose(spans: Sequence[TimeSpan], message: Sequence[Piece]) -> list[TimeSpan]:
    """Join neighbouring parts that can belong together, in order."""
    joined: list[TimeSpan] = []
    for span in sorted(spans, key=lambda span: span.first):
        last = joined[-1] if joined else None
        between = message[last.last : span.first] if last else ()
        beside = last is not None and len(between) <= _GAP and all(piece.tag in _BETWEEN for piece in between)
        both = _join(last.part, span.part) if last is not None and beside else None
        if last is not None and both is not None:
            joined[-1] = TimeSpan(both, last.first, span.last)
        else:
            joined.append(span)
    return joined


def _join(one: TimePart, other: TimePart) -> TimePart | None:
    """Both together; None when they say the same kind of thing twice."""
    days = _days(one, other)
    if days is None or (one.part and other.part):
        return None
    first, last, weekday, whole_week = days
    if (one.start and other.start) or (one.end and other.end):
        return None
    part = one.part or other.part
    start, end = _of_part(one.start or other.start, part), _of_part(one.end or other.end, part)
    if start and end and end <= start:
        return None
    return TimePart(first, last, part, start, end, weekday, whole_week)


def _of_part(moment: time | None, part: str | None) -> time | None:
    """ "Illalla kymmeneltä" is ten in the evening."""
    late = part in ("evening", "afternoon") and moment is not None and moment.hour < _NOON
    return moment.replace(hour=moment.hour + _NOON) if moment is not None and late else moment


def _days(one: TimePart, other: TimePart) -> tuple[date | None, date | None, int | None, bool] | None:
    for week, day in ((one, other), (other, one)):
        if week.whole_week and day.weekday is not None and week.last:
            found = week.last - timedelta(days=6 - day.weekday)
            return found, found, None, False
        if week.weekday is not None and day.first and day.first == day.last and day.weekday is None:
            return day.first, day.last, None, False  # "ti 12.3.": the date counts
    if one.first and other.first:
        return None
    days = one if one.first else other
    return days.first, days.last, days.weekday, days.whole_week


def value(part: TimePart, now: datetime) -> dict[str, Any]:
    """{"after", "before", "part"}: ISO times in Helsinki, ``before`` exclusive; None when no day is said. Hours that
    are of several days or of no day narrow none of them and come as "from" and "to"."""
    hours = (part.start, part.end) if part.start or part.end else PARTS.get(part.part or "", (None, None))
    found: dict[str, Any] = {"after": None, "before": None, "part": part.part}
    first, last = part.first, part.last
    if first is None and (part.start or part.end):
        first = last = now.date()
    if first is None or last is None:
        return found | {"from": _clock(hours[0]), "to": _clock(hours[1])}
    if first != last and any(hours):
        found |= {"from": _clock(hours[0]), "to": _clock(hours[1])}
        hours = (None, None)
    after = datetime.combine(first, hours[0] or time.min, now.tzinfo)
    until = last + timedelta(days=1) if hours[1] is None or hours[1] == time.max else last
    before = datetime.combine(until, time.min if until != last else hours[1] or time.min, now.tzinfo)
    return found | {"after": after.isoformat(), "before": before.isoformat()}


def _clock(moment: time | None) -> str | None:
    return moment.isoformat("minutes") if moment else None
