"""A mobile unit's stops as residents see them, as tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from bot.web.timetable import timetable
from services_catalog.hours import HELSINKI, Stop
from services_catalog.record import Language

SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=HELSINKI)


def stop(name: str, **when: Any) -> Stop:
    return Stop.model_validate({"place": {"fi": name}, "municipality": "018", "hours": "10:00-13:00"} | when)


STOPS = [
    stop("Ohi", dates=["2026-11-20"]),
    stop("Joulu", dates=["2026-12-22", "2026-11-20", "2026-12-11"]),
    stop("Viikko", day="tue"),
    stop("Tänään", dates=["2026-11-22"], hours="11:00-15:00"),
    stop("Parillinen", day="mon", weeks="even"),  # week 48
]


class TestOrder:
    def test_the_next_stop_is_first_and_those_that_are_over_are_left_out(self) -> None:
        found = timetable(STOPS, "fi", SUNDAY)
        assert [one.place for one in found] == ["Tänään", "Parillinen", "Viikko", "Joulu"]
        assert [one.here for one in found] == [True, False, False, False]

    def test_a_stop_is_over_when_its_time_is(self) -> None:
        found = timetable(STOPS, "fi", SUNDAY.replace(hour=15))
        assert "Tänään" not in [one.place for one in found]

    def test_of_several_dates_the_next_one_is_told_and_the_rest_after_it(self) -> None:
        christmas = timetable(STOPS, "fi", SUNDAY)[-1]
        assert (christmas.when, christmas.later, christmas.repeats) == (
            "pe 11.12.2026 klo 10.00–13.00",
            "22.12.2026",
            "",
        )


@pytest.mark.parametrize(
    ("language", "when", "repeats"),
    [
        ("fi", "ma 23.11.2026 klo 10.00–13.00", "ma, parilliset viikot"),
        ("sv", "mån 23.11.2026 kl. 10.00–13.00", "mån, jämna veckor"),
        ("en", "Mon 23.11.2026, 10:00–13:00", "Mon, even weeks"),
    ],
)
def test_in_each_language(language: Language, when: str, repeats: str) -> None:
    found = timetable([STOPS[-1]], language, SUNDAY)[0]
    assert (found.when, found.repeats, found.place, found.language) == (when, repeats, "Parillinen", "fi")


def test_a_place_has_its_name_in_the_reader_s_language() -> None:
    both = stop("Tori", day="tue", place={"fi": "Tori", "sv": "Torget"}, municipality="638")
    assert [(x.place, x.language, x.municipality) for x in timetable([both], "sv", SUNDAY)] == [
        ("Torget", "sv", "Borgå")
    ]
