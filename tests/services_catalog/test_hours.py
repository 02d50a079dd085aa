"""Opening hours: every kind as a table of moments in Helsinki."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services_catalog.hours import HELSINKI, Hours, Stop, current_or_next, holidays, is_open, next_opening

OFFICE = {"weekly": {"mon-thu": "08:00-16:00", "fri": "08:00-12:00, 13:00-15:00"}}
NIGHT = {"weekly": {"fri-sat": "22:00-02:00"}}
ALWAYS = {"always": True}
LINE = {"weekly": {"mon-fri": "08:00-16:00", "sat-sun": "10:00-14:00"}, "holidays": "as_sunday"}
SUMMER = OFFICE | {"exceptions": [{"from": "2026-07-06", "to": "2026-07-31", "weekly": {"mon-fri": "09:00-12:00"}}]}
CLOSED_DAY = OFFICE | {"exceptions": [{"from": "2026-11-24"}]}
LONG_DAY = OFFICE | {"exceptions": [{"from": "2026-11-24", "hours": "08:00-20:00"}]}
NEVER_ON_CHRISTMAS = ALWAYS | {"exceptions": [{"from": "2026-12-24", "to": "2026-12-26"}]}
SEASON = OFFICE | {"valid_from": "2026-06-01", "valid_to": "2026-08-31"}
SUMMER_PLACE = {"closed": True, "exceptions": SUMMER["exceptions"]}
MIDSUMMER_PLACE = {
    "closed": True,
    "exceptions": [{"from": "2026-06-01", "to": "2026-06-30", "weekly": {"mon-fri": "09:00-12:00"}}],
}
HOLIDAY_MAKER = {"weekly": {"mon-sun": "10:00-18:00"}, "holidays": "as_usual"}


def at(text: str) -> datetime:
    """A Helsinki moment from "2026-11-23 08:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("document", "moment", "expected"),
    [
        (OFFICE, "2026-11-23 08:00", True),
        (OFFICE, "2026-11-23 07:59", False),
        (OFFICE, "2026-11-23 16:00", False),
        (OFFICE, "2026-11-27 12:30", False),
        (OFFICE, "2026-11-27 14:59", True),
        (OFFICE, "2026-11-28 10:00", False),
        (NIGHT, "2026-11-27 23:00", True),
        (NIGHT, "2026-11-28 01:59", True),
        (NIGHT, "2026-11-28 02:00", False),
        (NIGHT, "2026-11-29 01:00", True),
        (NIGHT, "2026-11-30 01:00", False),
        (ALWAYS, "2026-12-25 03:00", True),
        (NEVER_ON_CHRISTMAS, "2026-12-25 03:00", False),
        (NEVER_ON_CHRISTMAS, "2026-12-27 00:00", True),
        (SUMMER_PLACE, "2026-07-07 10:00", True),
        (SUMMER_PLACE, "2026-08-04 10:00", False),
        (MIDSUMMER_PLACE, "2026-06-18 10:00", True),
        (MIDSUMMER_PLACE, "2026-06-19 10:00", False),
        (SUMMER, "2026-07-07 10:00", True),
        (SUMMER, "2026-07-07 13:00", False),
        (SUMMER, "2026-08-04 13:00", True),
        (CLOSED_DAY, "2026-11-24 10:00", False),
        (LONG_DAY, "2026-11-24 19:00", True),
        (LONG_DAY, "2026-11-25 19:00", False),
        (SEASON, "2026-05-29 10:00", False),
        (SEASON, "2026-06-01 10:00", True),
        (OFFICE, "2026-04-03 10:00", False),  # Good Friday
        (OFFICE, "2026-06-19 10:00", False),  # Midsummer Eve
        (LINE, "2026-05-14 09:00", False),  # Ascension Day, a Thursday, as a Sunday
        (LINE, "2026-05-14 11:00", True),
        (HOLIDAY_MAKER, "2026-12-25 12:00", True),
    ],
)
def test_open_at_a_moment(document: dict[str, object], moment: str, expected: bool) -> None:
    assert is_open(Hours.model_validate(document), at(moment)) is expected


@pytest.mark.parametrize(
    ("document", "moment", "expected"),
    [
        (OFFICE, "2026-11-23 06:00", "2026-11-23 08:00"),
        (OFFICE, "2026-11-23 17:00", "2026-11-24 08:00"),
        (OFFICE, "2026-11-27 12:15", "2026-11-27 13:00"),
        (OFFICE, "2026-11-27 15:00", "2026-11-30 08:00"),
        (OFFICE, "2026-12-23 17:00", "2026-12-28 08:00"),  # over Christmas and the weekend
        (OFFICE, "2026-04-02 16:30", "2026-04-07 08:00"),  # over Easter
        (OFFICE, "2026-11-23 10:00", None),
        (NIGHT, "2026-11-28 03:00", "2026-11-28 22:00"),
        (CLOSED_DAY, "2026-11-23 17:00", "2026-11-25 08:00"),
        (SEASON, "2026-09-10 10:00", None),
        (NEVER_ON_CHRISTMAS, "2026-12-24 12:00", "2026-12-27 00:00"),
        (OFFICE, "2026-10-25 03:30", "2026-10-26 08:00"),  # the hour that comes twice
    ],
)
def test_next_opening(document: dict[str, object], moment: str, expected: str | None) -> None:
    found = next_opening(Hours.model_validate(document), at(moment))
    assert found == (at(expected) if expected else None)


@pytest.mark.parametrize(
    ("stop", "moment", "expected"),
    [
        (
            {"dates": ["2026-11-27"], "hours": "10:00-13:00"},
            "2026-11-26 09:00",
            ("2026-11-27 10:00", "2026-11-27 13:00"),
        ),
        (
            {"dates": ["2026-11-27"], "hours": "10:00-13:00"},
            "2026-11-27 12:59",
            ("2026-11-27 10:00", "2026-11-27 13:00"),
        ),
        ({"dates": ["2026-11-27"], "hours": "10:00-13:00"}, "2026-11-27 13:00", None),
        (
            {"dates": ["2026-11-27"], "hours": "22:00-02:00"},
            "2026-11-28 01:00",
            ("2026-11-27 22:00", "2026-11-28 02:00"),
        ),
        (
            {"day": "mon", "weeks": "odd", "hours": "10:00-14:00"},
            "2026-11-23 11:00",
            ("2026-11-30 10:00", "2026-11-30 14:00"),
        ),
        ({"day": "fri", "hours": "10:00-13:00"}, "2026-12-25 09:00", ("2027-01-08 10:00", "2027-01-08 13:00")),
    ],
)
def test_the_opening_that_is_on_or_next(stop: dict[str, object], moment: str, expected: tuple[str, str] | None) -> None:
    document = Stop.model_validate({"place": {"fi": "Tori"}, "municipality": "018", **stop})
    assert current_or_next(document, at(moment)) == (expected and tuple(map(at, expected)))


@pytest.mark.parametrize(
    ("stop", "moment", "expected"),
    [
        ({"day": "tue", "hours": "09:30-12:30"}, "2026-11-24 10:00", True),
        ({"day": "tue", "hours": "09:30-12:30"}, "2026-11-25 10:00", False),
        ({"day": "mon", "weeks": "even", "hours": "10:00-14:00"}, "2026-11-23 11:00", True),  # week 48
        ({"day": "mon", "weeks": "odd", "hours": "10:00-14:00"}, "2026-11-23 11:00", False),
        ({"dates": ["2026-11-27"], "hours": "10:00-13:00"}, "2026-11-27 11:00", True),
        ({"dates": ["2026-11-27"], "hours": "10:00-13:00"}, "2026-12-04 11:00", False),
        ({"day": "fri", "hours": "10:00-13:00"}, "2026-12-25 11:00", False),
    ],
)
def test_stops_of_a_mobile_unit(stop: dict[str, object], moment: str, expected: bool) -> None:
    document = Stop.model_validate({"place": {"fi": "Tori"}, "municipality": "018", **stop})
    assert is_open(document, at(moment)) is expected


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2024-03-29", "Good Friday"),
        ("2025-04-21", "Easter Monday"),
        ("2026-05-14", "Ascension Day"),
        ("2026-05-24", "Whit Sunday"),
        ("2026-06-19", "Midsummer Eve"),
        ("2026-06-20", "Midsummer Day"),
        ("2026-10-31", "All Saints' Day"),
        ("2027-11-06", "All Saints' Day"),
        ("2027-06-25", "Midsummer Eve"),
        ("2038-04-25", "Easter Sunday"),
        ("2026-12-06", "Independence Day"),
    ],
)
def test_movable_and_fixed_holidays(day: str, name: str) -> None:
    found = date.fromisoformat(day)
    assert holidays(found.year)[found] == name


def test_an_ordinary_day_is_no_holiday() -> None:
    assert date(2026, 11, 23) not in holidays(2026)
    assert len(holidays(2026)) == 15


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ({}, "always"),
        ({"always": True, "weekly": {"mon": "08:00-16:00"}}, "always"),
        ({"weekly": {"mon": "8-16"}}, "HH:MM"),
        ({"weekly": {"maa": "08:00-16:00"}}, "weekday"),
        ({"weekly": {"mon-fri": "08:00-16:00", "wed": "08:00-18:00"}}, "wed is given twice"),
        ({"weekly": {"mon": "08:00-25:00"}}, "HH:MM"),
        (OFFICE | {"exceptions": [{"from": "2026-12-24", "to": "2026-12-01"}]}, "before"),
        (OFFICE | {"closed": True}, "closed: true"),
        (OFFICE | {"shut": True}, "shut"),
    ],
)
def test_wrong_hours_are_refused(document: dict[str, object], key: str) -> None:
    with pytest.raises(ValidationError, match=key):
        Hours.model_validate(document)


def test_hours_read_back_as_they_were_written() -> None:
    hours = Hours.model_validate(SUMMER)
    assert Hours.model_validate_json(hours.model_dump_json()) == hours


minutes = st.integers(min_value=0, max_value=366 * 24 * 60)


@given(minutes, st.sampled_from([OFFICE, NIGHT, LINE, SUMMER, LONG_DAY, HOLIDAY_MAKER]))
def test_the_next_opening_is_the_first_open_moment(offset: int, document: dict[str, object]) -> None:
    hours = Hours.model_validate(document)
    moment = at("2026-01-01 00:00") + timedelta(minutes=offset)
    opening = next_opening(hours, moment)
    if opening is None:
        assert is_open(hours, moment)
    else:
        assert not is_open(hours, moment)
        assert is_open(hours, opening)
        assert not is_open(hours, opening - timedelta(minutes=1))
