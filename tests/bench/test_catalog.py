"""The catalogue's bench, small: it runs, its figures make sense, ours is ahead on the queries for development."""

from __future__ import annotations

from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from bench.catalog.__main__ import compare, share
from bench.catalog.baselines import Fts5, NGrams
from bench.catalog.generate import Generator
from bench.catalog.large import fill, index_all, restart
from bench.catalog.picture import draw
from bench.catalog.queries import DEVELOPMENT, HELD_OUT, Asked, Document, read_queries
from services_catalog.seed import load_seed
from tests.services_catalog.conftest import MODEL, REGION

SERVICES, CHANNELS = 240, 480


@pytest.fixture(scope="module")
def rows() -> dict[str, Any]:
    """Figures of the engines that need no server."""
    return compare(read_queries(DEVELOPMENT), MODEL, server=False)


class TestComparison:
    def test_ours_is_ahead(self, rows: dict[str, Any]) -> None:
        ours, *others = (row["kinds"]["all"] for row in rows.values())
        assert len(others) == 2
        assert all(ours[column] > other[column] + 0.05 for other in others for column in ("top1", "top3"))

    def test_each_kind_of_query_is_counted(self, rows: dict[str, Any]) -> None:
        kinds = rows["Opastin"]["kinds"]
        assert {"plain", "inflected", "typo", "need", "colloquial", "swedish"} < set(kinds)
        assert kinds.pop("all")["queries"] == sum(kind["queries"] for kind in kinds.values())

    def test_the_picture_has_a_bar_for_each(self, rows: dict[str, Any]) -> None:
        kinds = rows["Opastin"]["kinds"]
        assert draw(rows).count("<rect") == 1 + len(rows) + len(rows) * len(kinds)

    @pytest.mark.parametrize(("places", "most", "right"), [([0, 2, 9], 1, 1 / 3), ([0, 2, 9], 3, 2 / 3), ([3], 3, 0)])
    def test_a_share_counts_the_first_places(self, places: list[int], most: int, right: float) -> None:
        assert share(places, most) == pytest.approx(right, abs=1e-4)


class TestHeldOutQueries:
    def test_their_services_exist(self) -> None:
        known = {service.id for service in load_seed(REGION).services}
        assert {i for query in read_queries(HELD_OUT) for i in query.accept} <= known

    def test_none_is_for_development(self) -> None:
        seen = {query.text.casefold() for query in read_queries(DEVELOPMENT)}
        assert len([query for query in read_queries(HELD_OUT) if query.text.casefold() in seen]) <= 3


EMPTY = dict.fromkeys(("other_names", "keywords", "place", "summary", "description"), "")
DOCUMENTS = (
    Document("dental", None, {"fi": {**EMPTY, "name": "Hammashoitola"}}),
    Document("lab", frozenset(("018",)), {"fi": {**EMPTY, "name": "Laboratorio"}}),
)


class TestBaselines:
    @pytest.mark.parametrize("make", [Fts5, NGrams])
    def test_a_name_is_found_where_it_is_given(self, make: type[Any]) -> None:
        engine = make(DOCUMENTS)
        with closing(engine) if make is Fts5 else nullcontext():
            assert engine.search(Asked("plain", "laboratorio", frozenset()))[0] == "lab"
            assert "lab" not in engine.search(Asked("plain", "laboratorio", frozenset(), "638"))
            assert engine.search(Asked("plain", "?!", frozenset())) == []

    def test_pieces_of_words_stand_typos(self) -> None:
        assert NGrams(DOCUMENTS).search(Asked("typo", "hamashoitola", frozenset()))[0] == "dental"


class TestLargeCatalogue:
    def test_it_is_the_same_each_time(self) -> None:
        first, second = Generator(SERVICES, CHANNELS), Generator(SERVICES, CHANNELS)
        assert list(first.services()) == list(second.services())
        assert list(first.channels()) == list(second.channels())

    def test_no_two_services_say_the_same(self) -> None:
        made = list(Generator(SERVICES * 4, CHANNELS * 4).services())
        assert len({service.texts["fi"].description for service in made if "fi" in service.texts}) >= 0.99 * len(made)

    def test_the_figures_make_sense(self, tmp_path: Path) -> None:
        database = create_engine(f"sqlite:///{tmp_path / 'catalog.db'}")
        fill(database, Generator(SERVICES, CHANNELS))
        indexing = index_all(database, tmp_path / "index", MODEL)
        restarting = restart(database, tmp_path / "index", MODEL)
        database.dispose()
        assert indexing["services"] == SERVICES
        assert 0 < indexing["change_median_seconds"] <= indexing["change_seconds"] < 10
        assert indexing["index_seconds"] < 60
        assert 50 < indexing["memory_before_index_mb"] <= indexing["memory_peak_mb"]
        for figures in (indexing, restarting):
            assert 0 < figures["query_p50_ms"] <= figures["query_p95_ms"] < 1000
            assert figures["memory_mb"] <= figures["memory_peak_mb"]
