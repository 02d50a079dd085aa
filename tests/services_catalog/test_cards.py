"""What the search keeps of every service in memory: order of names, doors, distances, hours."""

from __future__ import annotations

import numpy as np
import pytest

from services_catalog.hours import Hours
from services_catalog.search.cards import GONE, Card, Cards
from services_catalog.search.found import NOTHING, Found
from tests.services_catalog.conftest import WEDNESDAY_NOON

PORVOO, LOVIISA = (60.393, 25.664), (60.457, 26.225)
OFFICE = Hours(weekly={"mon-fri": "08:00-16:00"})
NIGHTS = Hours(weekly={"mon-sun": "20:00-06:00"})


def card(service_id: str, name: str, **more: object) -> Card:
    given: dict[str, object] = {"doors": (), "points": (), "hours": (), **more}
    return Card(id=service_id, names=(name, name, name), **given)  # type: ignore[arg-type]


CARDS = Cards(
    [
        card("b", "laboratorio", doors=("638",), points=(PORVOO,), hours=(OFFICE,)),
        GONE,
        card("a", "laboratorio", doors=("434", "638"), points=(LOVIISA, PORVOO), hours=(NIGHTS, OFFICE)),
        card("c", "digituki", hours=(NIGHTS,)),
        card("d", "neuvola", points=(LOVIISA,)),
    ]
)
ALL = np.array([0, 2, 3, 4])


def test_names_order_and_then_ids() -> None:
    assert ALL[np.argsort(CARDS.ranks(ALL, "fi"))].tolist() == [3, 2, 0, 4]


@pytest.mark.parametrize(("code", "there"), [("638", [0, 2]), ("434", [2]), ("018", [])])
def test_doors_of_a_municipality(code: str, there: list[int]) -> None:
    assert ALL[CARDS.have_doors(ALL, code)].tolist() == there


def test_the_nearest_place_counts_and_none_is_no_distance() -> None:
    found = CARDS.distances(ALL, PORVOO)
    assert found.tolist() == pytest.approx([0, 0, 0, 31.6], abs=1)
    assert CARDS.distances(np.array([3]), PORVOO).tolist() == [0]
    assert CARDS.distances(np.empty(0, np.int64), PORVOO).tolist() == []


def test_open_when_some_of_its_hours_are_and_not_when_unknown() -> None:
    assert CARDS.are_open(ALL, WEDNESDAY_NOON).tolist() == [True, True, False, False]


class TestFound:
    found = Found(np.array([*"xyz"], object), np.array([4, 2, 0]), np.array([1.0, 3.0, 2.0]))

    def test_two_searches_keep_their_addresses(self) -> None:
        another = Found(np.array([*"vw"], object), np.array([6, 8]), np.array([0.5, 0.4]))
        both = self.found.at_least(2).then(another.only(np.array([1, 0])))
        assert list(both.page(0, 10)) == [("y", 3.0), ("z", 2.0), ("w", 0.4), ("v", 0.5)]
        assert list(both.page(1, 2)) == [("z", 2.0), ("w", 0.4)]

    def test_an_order_is_followed(self) -> None:
        assert self.found.only(np.array([2, 0])).numbers.tolist() == [0, 4]

    def test_nothing_has_no_best(self) -> None:
        assert (len(NOTHING), NOTHING.best, self.found.best) == (0, 0.0, 3.0)
