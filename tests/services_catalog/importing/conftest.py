"""Loading from a faked PTV into a database of the test's own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from connectors.ptv import PtvHttp, PtvV11, PtvV12, Shelf
from services_catalog import store
from services_catalog.importing import Area, GatherV11, GatherV12, Loader, Order, Report
from services_catalog.record import Listing
from services_catalog.vocabulary import vocabulary
from tests.services_catalog.conftest import REGION
from tests.services_catalog.importing.fakes import FakeV11, FakeV12

Load = Callable[..., Report]
Read = Callable[[str], Listing | None]


async def no_pause(seconds: float) -> None:
    """Tests do not wait."""


@pytest.fixture
def load(engine: Engine, tmp_path: Path) -> Load:
    """load(fake, since=None) -> the report of a load of area 01."""

    def run(fake: FakeV11 | FakeV12, since: datetime | None = None, municipalities: tuple[str, ...] = ()) -> Report:
        shelf = Shelf(tmp_path / "shelf", datetime.now(UTC))
        http = PtvHttp("https://ptv.example", "avain", shelf, fake.transport, no_pause)
        gatherer = (
            GatherV11(PtvV11(http), str) if isinstance(fake, FakeV11) else GatherV12(PtvV12(http), vocabulary(), str)
        )
        order = Order(REGION, "v11", Area("01", municipalities), since)
        return asyncio.run(Loader(engine, str).run(order, gatherer, shelf))[1]  # type: ignore[arg-type]

    return run


@pytest.fixture
def read(engine: Engine) -> Read:
    """read(PTV's id) -> the published service, or None."""

    def listing(foreign: str) -> Listing | None:
        with Session(engine) as session:
            return store.get(session, f"ptv-{foreign}")

    return listing
