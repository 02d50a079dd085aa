"""One Hours document of PTV's rows of hours.

PTV's hours say nothing of public holidays, so Hours keeps its own rule for them: closed, unless always open.
What is not sure never reads as open: a titled row counts only on days that no untitled row has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from services_catalog.hours import Exceptional, Hours
from services_catalog.hours.document import DAYS
from services_catalog.importing.draft import HourRow

ALL_DAY = "00:00-24:00"
FAR = timedelta(days=3 * 366)
"""A change without an end is written this far ahead; the next load moves it on."""


def hours_of(rows: Iterable[HourRow], today: date) -> Hours | None:
    """The hours of a channel from `today` on, or None when PTV does not tell them."""
    current = [row for row in rows if row.end is None or row.end >= today]
    exceptional = [row for row in current if row.exceptional]
    usual = [row for row in current if not row.exceptional and (row.spans or row.always or row.closed)]
    standing = [row for row in usual if row.end is None and (row.start is None or row.start <= today)]
    seasons = sorted((row for row in usual if row not in standing), key=lambda row: row.start or date.min)
    exceptions = [*_exceptions(exceptional), *(_season(row, today) for row in seasons if not row.closed or row.end)]
    if standing:
        return _standing(standing, exceptions)
    return _seasons_only([row for row in seasons if not row.closed], exceptions) if seasons else None


def _standing(rows: Sequence[HourRow], exceptions: Sequence[Exceptional]) -> Hours:
    reservation = all(row.reservation for row in rows if not row.closed)
    if any(row.closed for row in rows):  # what is also said to be closed does not read as open
        return Hours(closed=True, exceptions=tuple(exceptions))
    free = [row for row in rows if row.reservation == reservation]
    if any(row.always and not row.titled for row in free):
        return Hours(always=True, exceptions=tuple(exceptions), by_appointment=reservation)
    return Hours(weekly=_week(free), exceptions=tuple(exceptions), by_appointment=reservation)


def _seasons_only(rows: Sequence[HourRow], exceptions: Sequence[Exceptional]) -> Hours | None:
    """Hours when all of them are dated: closed outside the dates."""
    if not rows:
        return None
    if len(rows) == 1:
        [row] = rows
        week = {"mon-sun": ALL_DAY} if row.always else _week(rows)
        return Hours(
            weekly=week, valid_from=row.start, valid_to=row.end, by_appointment=row.reservation,
            exceptions=tuple(exception for exception in exceptions if not exception.weekly),
        )  # fmt: skip
    return Hours(closed=True, exceptions=tuple(exceptions), by_appointment=all(row.reservation for row in rows))


def _season(row: HourRow, today: date) -> Exceptional:
    start = max(row.start or today, today)
    end = row.end or start + FAR
    return Exceptional(start=start, end=max(start, end), weekly={} if row.closed else _week([row]))


def _exceptions(rows: Iterable[HourRow]) -> list[Exceptional]:
    """Dated exceptions, the shortest first: the first one that covers a day holds."""
    result = []
    for row in rows:
        if row.start is None:
            continue
        end = None if row.end is None or row.end <= row.start else row.end
        everyday = [span for weekday, span in row.spans if weekday is None]
        if row.closed or not (row.spans or row.always):
            result.append(Exceptional(start=row.start, end=end))
        elif row.always or everyday:
            result.append(Exceptional(start=row.start, end=end, hours=_joined(everyday) if everyday else ALL_DAY))
        elif end is None:
            spans = [span for weekday, span in row.spans if weekday == row.start.weekday()]
            result.append(Exceptional(start=row.start, hours=_joined(spans or [row.spans[0][1]])))
        else:
            result.append(Exceptional(start=row.start, end=end, weekly=_week([row])))
    return sorted(result, key=lambda exception: ((exception.end or exception.start) - exception.start, exception.start))


def _week(rows: Sequence[HourRow]) -> dict[str, str]:
    """Weekday -> spans, days with the same ones next to each other as a range (mon-thu)."""
    week: dict[int, list[str]] = {}
    for row in sorted(rows, key=lambda row: row.titled):
        spans = [(None, ALL_DAY)] if row.always else row.spans
        new: dict[int, list[str]] = {}
        for weekday, span in spans:
            for each in range(7) if weekday is None else (weekday,):
                new.setdefault(each, []).append(span)
        for each, found in new.items():
            if not row.titled or each not in week:
                week.setdefault(each, []).extend(found)
    joined = {each: _joined(found) for each, found in sorted(week.items())}
    ranges: list[tuple[int, int, str]] = []
    for each, text in joined.items():
        if ranges and ranges[-1][1] == each - 1 and ranges[-1][2] == text:
            ranges[-1] = (ranges[-1][0], each, text)
        else:
            ranges.append((each, each, text))
    return {DAYS[a] if a == b else f"{DAYS[a]}-{DAYS[b]}": text for a, b, text in ranges}


def _joined(spans: Iterable[str]) -> str:
    return ", ".join(sorted(set(spans)))


def night(first: int, opens: str, last: int, closes: str) -> tuple[tuple[int | None, str], ...]:
    """Spans of what stays open from one weekday's time to another's: Friday 18:00 to Monday 07:00."""
    between = (last - first) % 7
    if between == 0 and closes <= opens:
        between = 7
    if between == 0 or (between == 1 and closes <= opens):
        return ((first, f"{opens}-{closes}"),)
    whole = tuple(((first + step) % 7, ALL_DAY) for step in range(1, between))
    end = () if closes == "00:00" else ((last, f"00:00-{closes}"),)
    return ((first, f"{opens}-24:00"), *whole, *end)
