"""Opening hours of PTV's interface 12. Hours of odd or even weeks only are left out: the catalogue cannot say them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from services_catalog.hours import HELSINKI, holidays
from services_catalog.importing.draft import HourRow
from services_catalog.importing.hours import ALL_DAY, night
from services_catalog.importing.reading import Document, by_language, clock, day, document, documents, text
from services_catalog.importing.v11_hours import WEEKDAYS, Span

HOLIDAYS = {
    "NewYearDay": "New Year's Day",
    "Epiphany": "Epiphany",
    "GoodFriday": "Good Friday",
    "EasterSunday": "Easter Sunday",
    "EasterMonday": "Easter Monday",
    "MayDay": "May Day",
    "AscensionDay": "Ascension Day",
    "WhitSunday": "Whit Sunday",
    "MidsummerEve": "Midsummer Eve",
    "MidsummerDay": "Midsummer Day",
    "AllSaintsDay": "All Saints' Day",
    "IndependenceDay": "Independence Day",
    "ChristmasEve": "Christmas Eve",
    "ChristmasDay": "Christmas Day",
    "SecondDayOfChristmas": "St Stephen's Day",
}
EVES = {"MaundyThursday": "Good Friday", "MayDayEve": "May Day"}
"""Days before a holiday of the same year that are none themselves."""


def hour_rows(hours: Any, today: date | None = None) -> tuple[HourRow, ...]:
    """The rows of usual and exceptional hours and of holidays, of this year and the next."""
    found = document(hours)
    rows = [row for item in documents(found.get("hours")) for row in _rows(item)]
    year = (today or datetime.now(HELSINKI).date()).year
    return (*rows, *_holidays(document(found.get("holidayServiceHours")), (year, year + 1)))


def _rows(item: Document) -> Iterator[HourRow]:
    kind = text(item.get("type"))
    common: dict[str, Any] = {
        "start": day(item.get("fromDate")),
        "end": day(item.get("toDate")),
        "exceptional": kind.startswith("Exceptional"),
        "titled": bool(by_language(item.get("heading"))),
    }
    if kind.startswith("Continuous"):
        reserved = text(item.get("openingStatus")) == "OpenOnReservation"
        first, last = WEEKDAYS.get(text(item.get("fromDay"))), WEEKDAYS.get(text(item.get("toDay")))
        opens, closes = clock(item.get("fromTime")), clock(item.get("toTime"))
        if kind == "ContinuousWeekdaysUntilFurtherNoticeServiceHour":
            if first is not None and last is not None and opens and closes and opens != "24:00":
                yield HourRow(spans=night(first, opens, last, closes), reservation=reserved, **common)
        else:
            yield HourRow(always=True, reservation=reserved, **common)
        return
    by_status: dict[str, list[Span]] = {}
    for status, span in _week(document(item.get("weeklyHours"))):
        by_status.setdefault(status, []).append(span)
    for status in ("Open", "OpenOnReservation"):
        if status in by_status:
            yield HourRow(spans=tuple(by_status[status]), reservation=status == "OpenOnReservation", **common)
    if common["exceptional"] and not {"Open", "OpenOnReservation"} & by_status.keys():
        yield HourRow(closed=True, **common)


def _week(week: Document) -> Iterator[tuple[str, Span]]:
    for name, weekday in WEEKDAYS.items():
        for hour in documents(document(week.get(name.lower())).get("hours")):
            if text(hour.get("repetition")) in ("", "Weekly") and (span := _span(hour)):
                yield text(hour.get("openingStatus")), (weekday, span)


def _span(hour: Document) -> str | None:
    opens, closes = clock(hour.get("start")), clock(hour.get("end"))
    if opens is None or closes is None or opens == "24:00":
        return None
    if opens == closes:
        return ALL_DAY if opens == "00:00" else None
    return f"{opens}-{closes}"


def _holidays(found: Document, years: Iterable[int]) -> Iterator[HourRow]:
    repetition = document(found.get("repetition"))
    chosen = repetition.get("years") if isinstance(repetition.get("years"), list) else None
    for year in (one for one in years if chosen is None or one in chosen):
        days = {name: moment for moment, name in holidays(year).items()}
        for holiday in documents(found.get("holidays")):
            if when := _date(text(holiday.get("holidayName")), days, year):
                open_hours = [h for h in documents(holiday.get("hours")) if text(h.get("openingStatus")) != "Closed"]
                spans = tuple((None, span) for hour in open_hours if (span := _span(hour)))
                yield HourRow(spans=spans, start=when, end=when, exceptional=True, closed=not spans)


def _date(name: str, days: dict[str, date], year: int) -> date | None:
    if name == "NewYearEve":
        return date(year, 12, 31)
    if name in EVES:
        return days[EVES[name]] - timedelta(days=1)
    return days.get(HOLIDAYS.get(name, ""))
