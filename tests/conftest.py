"""What all tests share: a database of their own, and where the trained models are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage import Database, create_engine, upgrade
from tests.running import System, running


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the newest schema and nothing in it; tests copy it."""
    path = tmp_path_factory.mktemp("schema") / "empty.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def database(tmp_path: Path, empty_database: Path) -> Iterator[Database]:
    """A fresh database."""
    path = tmp_path / "test.db"
    path.write_bytes(empty_database.read_bytes())
    engine = create_engine(f"sqlite:///{path}")
    yield Database(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The whole system, started once for all tests that need it."""
    with running(tmp_path_factory.mktemp("var")) as started:
        yield started
