"""PTV's rows of hours as one Hours document: tables of both interfaces, and what must never read as open."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from services_catalog.hours import is_open
from services_catalog.importing import v11_hours, v12_hours
from services_catalog.importing.hours import hours_of, night
from tests.services_catalog.importing.documents import Document, hours, texts, weekly

TODAY = date(2026, 11, 22)
MORNING = weekly("Monday", "08:00", "12:00")
WORKDAYS = weekly("Monday", "08:00", "16:00", to="Friday")
TITLED = {"additionalInformation": texts(fi="Laboratorio")}


def read(*rows: Document) -> dict[str, Any] | None:
    found = hours_of(v11_hours.hour_rows(list(rows)), TODAY)
    return None if found is None else found.model_dump(mode="json", by_alias=True, exclude_defaults=True)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], None),
        ([hours()], None),
        ([hours(WORKDAYS)], {"weekly": {"mon-fri": "08:00-16:00"}}),
        ([hours(MORNING, weekly("Monday", "13:00", "16:00"))], {"weekly": {"mon": "08:00-12:00, 13:00-16:00"}}),
        ([hours(isAlwaysOpen=True)], {"always": True}),
        ([hours(isAlwaysOpen=True, isReservation=True)], {"always": True, "by_appointment": True}),
        ([hours(isClosed=True)], {"closed": True}),
        ([hours(WORKDAYS), hours(isClosed=True)], {"closed": True}),
        ([hours(MORNING, isReservation=True)], {"weekly": {"mon": "08:00-12:00"}, "by_appointment": True}),
        # open to all and by appointment: the free hours are the hours
        ([hours(MORNING), hours(WORKDAYS, isReservation=True)], {"weekly": {"mon": "08:00-12:00"}}),
        # titled rows count on days of their own only
        ([hours(WORKDAYS, **TITLED), hours(MORNING)], {"weekly": {"mon": "08:00-12:00", "tue-fri": "08:00-16:00"}}),
        # seasons
        (
            [hours(WORKDAYS), hours(MORNING, validFrom="2027-06-01T00:00:00", validTo="2027-08-31T00:00:00")],
            {"weekly": {"mon-fri": "08:00-16:00"},
             "exceptions": [{"from": "2027-06-01", "to": "2027-08-31", "weekly": {"mon": "08:00-12:00"}}]},
        ),
        (
            [hours(MORNING, validFrom="2027-06-01T00:00:00", validTo="2027-08-31T00:00:00")],
            {"weekly": {"mon": "08:00-12:00"}, "valid_from": "2027-06-01", "valid_to": "2027-08-31"},
        ),
        ([hours(MORNING, validFrom="2020-06-01T00:00:00", validTo="2020-08-31T00:00:00")], None),
        # exceptions
        (
            [hours(WORKDAYS), hours(kind="Exceptional", isClosed=True, validFrom="2026-12-24T00:00:00")],
            {"weekly": {"mon-fri": "08:00-16:00"}, "exceptions": [{"from": "2026-12-24"}]},
        ),
        (
            [hours(WORKDAYS), hours({"from": "09:00:00", "to": "11:00:00"}, kind="Exceptional", validFrom="2026-12-23T00:00:00", validTo="2026-12-23T00:00:00")],
            {"weekly": {"mon-fri": "08:00-16:00"}, "exceptions": [{"from": "2026-12-23", "hours": "09:00-11:00"}]},
        ),
        # over midnight
        (
            [hours(weekly("Friday", "20:00", "04:00", to="Saturday"), kind="OverMidnight")],
            {"weekly": {"fri": "20:00-04:00"}},
        ),
        (
            [hours(weekly("Friday", "16:00", "08:00", to="Monday"), kind="OverMidnight")],
            {"weekly": {"mon": "00:00-08:00", "fri": "16:00-24:00", "sat-sun": "00:00-24:00"}},
        ),
        # nonsense says nothing
        ([hours(weekly("Monday", "08:00", "08:00"), weekly("Someday", "08:00", "09:00"))], None),
        ([hours({"dayFrom": "Monday", "from": None, "to": "25:99"})], None),
        ([hours(weekly("Sunday", "00:00", "00:00"))], {"weekly": {"sun": "00:00-00:00"}}),
    ],
)  # fmt: skip
def test_interface_11(rows: list[Document], expected: dict[str, Any] | None) -> None:
    assert read(*rows) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23T10:00:00+02:00", False),  # shut until further notice
        ("2027-07-05T10:00:00+03:00", True),
        ("2027-06-25T10:00:00+03:00", False),  # Midsummer Eve, in the season
        ("2027-10-04T10:00:00+03:00", False),
    ],
)
def test_a_summer_place_is_closed_in_winter_and_on_holidays(moment: str, expected: bool) -> None:
    summer = {"validFrom": "2027-06-01T00:00:00", "validTo": "2027-08-31T00:00:00"}
    autumn = {"validFrom": "2027-09-01T00:00:00", "validTo": "2027-09-30T00:00:00"}
    found = hours_of(v11_hours.hour_rows([hours(WORKDAYS, **summer), hours(MORNING, **autumn)]), TODAY)
    assert found is not None
    assert is_open(found, datetime.fromisoformat(moment).astimezone(UTC)) is expected


def test_a_night_that_ends_on_the_day_it_begins_lasts_a_week() -> None:
    assert len(night(0, "12:00", 0, "08:00")) == 8


WEEK = {"monday": {"hours": [{"start": "08:00", "end": "12:00", "openingStatus": "Open", "repetition": "Weekly"}]}}
EVEN = {"monday": {"hours": [{"start": "08:00", "end": "12:00", "openingStatus": "Open", "repetition": "EvenWeeks"}]}}
CLOSED = {"monday": {"hours": [{"start": "00:00", "end": "00:00", "openingStatus": "Closed", "repetition": "Weekly"}]}}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"type": "WeeklyUntilFurtherNoticeServiceHour", "weeklyHours": WEEK}, {"weekly": {"mon": "08:00-12:00"}}),
        ({"type": "WeeklyUntilFurtherNoticeServiceHour", "weeklyHours": EVEN}, None),
        ({"type": "ContinuousAlwaysValidServiceHour", "openingStatus": "Open"}, {"always": True}),
        (
            {"type": "ContinuousAlwaysValidServiceHour", "openingStatus": "OpenOnReservation"},
            {"always": True, "by_appointment": True},
        ),
        (
            {"type": "ContinuousWeekdaysUntilFurtherNoticeServiceHour", "openingStatus": "Open", "fromDay": "Friday", "toDay": "Saturday", "fromTime": "20:00", "toTime": "04:00"},
            {"weekly": {"fri": "20:00-04:00"}},
        ),
        (
            {"type": "WeeklyDateRangeServiceHour", "fromDate": "2027-06-01", "toDate": "2027-08-31", "weeklyHours": WEEK},
            {"weekly": {"mon": "08:00-12:00"}, "valid_from": "2027-06-01", "valid_to": "2027-08-31"},
        ),
    ],
)  # fmt: skip
def test_interface_12(row: Document, expected: dict[str, Any] | None) -> None:
    found = hours_of(v12_hours.hour_rows({"hours": [row], "holidayServiceHours": None}, TODAY), TODAY)
    assert (found and found.model_dump(mode="json", by_alias=True, exclude_defaults=True)) == expected


def test_interface_12_s_holidays_get_their_dates() -> None:
    open_eve = [{"start": "09:00", "end": "12:00", "openingStatus": "Open"}]
    holidays = {
        "repetition": {"type": "RepetitionEveryYear"},
        "holidays": [
            {"holidayName": "NewYearEve", "hours": open_eve},
            {"holidayName": "MidsummerEve", "hours": [{"openingStatus": "Closed", "start": "00:00", "end": "00:00"}]},
            {"holidayName": "MaundyThursday", "hours": open_eve},
        ],
    }
    always = {"type": "ContinuousAlwaysValidServiceHour", "openingStatus": "Open"}
    found = hours_of(v12_hours.hour_rows({"hours": [always], "holidayServiceHours": holidays}, TODAY), TODAY)
    assert found is not None
    assert [(one.start.isoformat(), one.hours) for one in found.exceptions] == [
        ("2026-12-31", "09:00-12:00"),
        ("2027-03-25", "09:00-12:00"),
        ("2027-06-25", None),
        ("2027-12-31", "09:00-12:00"),
    ]


def test_an_exception_that_says_closed() -> None:
    row = {
        "type": "ExceptionalDateRangeServiceHour",
        "fromDate": "2026-12-24",
        "toDate": "2026-12-24",
        "weeklyHours": CLOSED,
    }
    usual = {"type": "WeeklyUntilFurtherNoticeServiceHour", "weeklyHours": WEEK}
    found = hours_of(v12_hours.hour_rows({"hours": [usual, row]}, TODAY), TODAY)
    assert found is not None
    assert [(one.start, one.end, one.hours) for one in found.exceptions] == [(date(2026, 12, 24), None, None)]
