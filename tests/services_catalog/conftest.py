"""A catalogue with the sample services of Itä-Uusimaa, made once; tests that write make one of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine

from bot.settings import PROJECT
from services_catalog import Catalog, Query, create_catalog
from services_catalog.model import CatalogBase

REGION = "ita-uusimaa"
MODEL = Path(os.environ.get("OPASTIN_MODELS", PROJECT / "var" / "models")) / "search.npz"
WEDNESDAY_NOON = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)

Find = Callable[..., list[str]]


def engine_at(folder: Path) -> Engine:
    """A database file with the catalogue's tables."""
    engine = create_engine(f"sqlite:///{folder / 'catalog.db'}")
    CatalogBase.metadata.create_all(engine)
    return engine


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The sample catalogue as residents get it; read only."""
    engine = engine_at(tmp_path_factory.mktemp("catalog"))
    made = create_catalog(engine, model=MODEL)
    made.load_seed(REGION)
    yield made
    engine.dispose()


@pytest.fixture(scope="session")
def find(catalog: Catalog) -> Find:
    """find(text, **query) -> ids of the services found, best first."""

    def ids(text: str = "", **query: object) -> list[str]:
        asked = Query(text=text, **({"now": WEDNESDAY_NOON} | query))  # type: ignore[arg-type]
        return [hit.listing.service.id for hit in catalog.search(asked).hits]

    return ids


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A database of the test's own."""
    made = engine_at(tmp_path)
    yield made
    made.dispose()
