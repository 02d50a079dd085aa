"""A mobile unit's stops as editors write them, as tables."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.datastructures import FormData

from bot.web.editing import stop_form
from bot.web.editing.forms import Filled, Reader
from services_catalog.editing.fields import plain_stop
from services_catalog.record import LANGUAGES
from services_catalog.seed import load_seed

ROW = {
    "days": "27.11.2026", "hours": "10–14", "place_fi": "Tori", "place_sv": "", "place_en": "", "municipality": "018",
    "latitude": "", "longitude": "",
}  # fmt: skip
EMPTY = dict.fromkeys(ROW, "")


def read(*rows: dict[str, str], gone: tuple[str, ...] = ()) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """The stops of a form with these rows, and the faults as (path, code)."""
    cells = [(f"stop_{column}", value) for row in rows for column, value in row.items()]
    reader = Reader(FormData([*cells, *(("stop_gone", number) for number in gone)]))
    stops = stop_form.read(reader)
    return stops, [(fault.path, fault.code) for fault in reader.faults]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("27.11.2026", {"dates": ["2026-11-27"]}),
        ("27.11.2026, 11.12.2026", {"dates": ["2026-11-27", "2026-12-11"]}),
        ("2026-11-27 2026-12-11", {"dates": ["2026-11-27", "2026-12-11"]}),
        ("ti", {"day": "tue", "weeks": "every"}),
        ("Ma, parilliset viikot", {"day": "mon", "weeks": "even"}),
        ("to joka viikko", {"day": "thu", "weeks": "every"}),
        ("tors, udda veckor", {"day": "thu", "weeks": "odd"}),
        ("Fri, odd weeks", {"day": "fri", "weeks": "odd"}),
    ],
)
def test_days_are_read_in_every_language(text: str, when: dict[str, Any]) -> None:
    assert stop_form.read_days(text) == when


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", ["ita-uusimaa", "pohjois-karjala", "etela-savo"])
def test_every_stop_of_the_samples_is_shown_and_read_back(region: str, language: str) -> None:
    stops = [
        plain_stop(stop.model_dump(mode="json")) for service in load_seed(region).services for stop in service.stops
    ]
    assert len(stops) >= 4
    cells = stop_form.rows(Filled({}, stop_form.fill(stops, language)))
    assert read(*cells) == (stops, [])


class TestRows:
    def test_empty_ones_and_those_marked_to_go_are_none(self) -> None:
        stops, faults = read(EMPTY, ROW, ROW | {"place_fi": "Satama"}, EMPTY, gone=("2",))
        assert ([stop["place"] for stop in stops], faults) == ([{"fi": "Satama"}], [])

    @pytest.mark.parametrize(
        ("news", "path", "code"),
        [
            ({"days": ""}, "stop-days-2", "required"),
            ({"days": "30.2.2027"}, "stop-days-2", "stop_days"),
            ({"days": "huomenna"}, "stop-days-2", "stop_days"),
            ({"days": "ma, joskus"}, "stop-days-2", "stop_days"),
            ({"hours": ""}, "stop-hours-2", "required"),
            ({"hours": "aamulla"}, "stop-hours-2", "stop_hours"),
            ({"hours": "25–26"}, "stop-hours-2", "stop_hours"),
            ({"place_fi": ""}, "stop-place_fi-2", "required"),
            ({"municipality": ""}, "stop-municipality-2", "required"),
            ({"latitude": "pohjoinen"}, "stop-latitude-2", "number"),
        ],
    )
    def test_a_mistake_is_told_at_its_row(self, news: dict[str, str], path: str, code: str) -> None:
        stops, faults = read(ROW, ROW | news)
        assert (len(stops), faults) == (1, [(path, code)])

    def test_commas_and_spaces_are_as_people_write_them(self) -> None:
        ((stop,), faults) = read(ROW | {"hours": "9.30-12, 13-15", "latitude": "60,3955", "longitude": " 25.6531 "})
        assert faults == []
        assert (stop["hours"], stop["latitude"], stop["longitude"]) == ("09:30-12:00, 13:00-15:00", 60.3955, 25.6531)
