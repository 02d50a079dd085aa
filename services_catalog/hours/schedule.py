"""Open or closed at a moment, and the next opening. Times are Helsinki wall time, comparisons are in UTC."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services_catalog.hours.document import DAYS, MINUTES_OF_DAY, Hours, Span, Stop, spans, week_spans
from services_catalog.hours.holidays import holidays

HELSINKI = ZoneInfo("Europe/Helsinki")
HORIZON_DAYS = 400
"""How far ahead an opening is looked for: past a whole year's exceptions."""

SUNDAY = 6


def is_open(hours: Hours | Stop, moment: datetime) -> bool:
    """Whether `hours` say open at `moment` (aware)."""
    today = moment.astimezone(HELSINKI).date()
    days = (today - timedelta(days=1), today)  # yesterday's evening may run over midnight
    return any(start <= moment < end for day in days for start, end in _intervals(hours, day))


def next_opening(hours: Hours | Stop, moment: datetime) -> datetime | None:
    """The first opening after `moment` in Helsinki time; None when open at `moment` or not within a year."""
    if is_open(hours, moment):
        return None
    today = moment.astimezone(HELSINKI).date()
    for ahead in range(HORIZON_DAYS):
        for start, _end in _intervals(hours, today + timedelta(days=ahead)):
            if start > moment:
                return start.astimezone(HELSINKI)
    return None


def current_or_next(hours: Hours | Stop, moment: datetime) -> tuple[datetime, datetime] | None:
    """The opening that is on at `moment` (aware), else the next one, as beginning and end in Helsinki time; None when
    there is none within a year.
    """
    today = moment.astimezone(HELSINKI).date()
    for ahead in range(-1, HORIZON_DAYS):
        for start, end in _intervals(hours, today + timedelta(days=ahead)):
            if end > moment:
                return start.astimezone(HELSINKI), end.astimezone(HELSINKI)
    return None


def _intervals(hours: Hours | Stop, day: date) -> Iterator[tuple[datetime, datetime]]:
    """Opening intervals that begin on `day`, in UTC, in order."""
    of_day: Callable[[date], tuple[Span, ...]] = (
        (lambda d: _stop_spans(hours, d)) if isinstance(hours, Stop) else (lambda d: _day_spans(hours, d))
    )
    for opens, closes in of_day(day):
        yield _moment(day, opens), _moment(day, closes)


def _day_spans(hours: Hours, day: date) -> tuple[Span, ...]:
    if (hours.valid_from and day < hours.valid_from) or (hours.valid_to and day > hours.valid_to):
        return ()
    exception = next((one for one in hours.exceptions if one.covers(day)), None)
    if exception is not None and not exception.weekly:
        return exception.spans(day)
    weekday = day.weekday()
    if day in holidays(day.year):  # also in a season with other weekly hours, such as summer
        policy = hours.holidays or ("as_usual" if hours.always else "closed")
        if policy == "closed":
            return ()
        weekday = SUNDAY if policy == "as_sunday" else weekday
    if exception is not None:
        return week_spans(exception.weekly, weekday)
    return ((0, MINUTES_OF_DAY),) if hours.always else week_spans(hours.weekly, weekday)


def _stop_spans(stop: Stop, day: date) -> tuple[Span, ...]:
    if stop.dates:
        return spans(stop.hours) if day in stop.dates else ()
    if DAYS[day.weekday()] != stop.day or day in holidays(day.year):
        return ()
    odd = day.isocalendar().week % 2 == 1
    return () if (stop.weeks == "even" and odd) or (stop.weeks == "odd" and not odd) else spans(stop.hours)


def _moment(day: date, minutes: int) -> datetime:
    days, rest = divmod(minutes, MINUTES_OF_DAY)
    wall = datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60), HELSINKI)
    return wall.astimezone(UTC)
