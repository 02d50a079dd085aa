"""One load from PTV, from the first request to the report.

Everything is fetched and made into records first; then all of it is written in one transaction. A load that fails
on the way has written nothing but its report, and what it fetched is on the shelf for the next try.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, sessionmaker

from connectors.errors import ConnectorError
from connectors.ptv import Shelf
from services_catalog.errors import ImportRefused
from services_catalog.hours import HELSINKI
from services_catalog.importing.apply import records, settled, write
from services_catalog.importing.build import Builder
from services_catalog.importing.gathering import Area, Gatherer, Say
from services_catalog.importing.guess import create_guesser
from services_catalog.importing.knowledge import known
from services_catalog.importing.report import Report, keep
from services_catalog.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Order:
    """What to load: `since` (aware) None means everything. `api` is "v11" or "v12"."""

    region: str
    api: str
    area: Area
    since: datetime | None = None


class Loader:
    """Loads into one database."""

    def __init__(self, engine: Engine, say: Say) -> None:
        self._sessions = sessionmaker(engine)
        self._reading = sessionmaker(engine.execution_options(sqlite_begin="DEFERRED"))
        self._say = say

    async def run(self, order: Order, gatherer: Gatherer, shelf: Shelf) -> tuple[int, Report]:
        """Load, and return the stored report with its number. A failure is a report too."""
        try:
            with self._reading() as session:
                has = known(session, order.region)
            if order.since is None:
                harvest = await gatherer.everything(order.area, has)
            else:
                harvest = await gatherer.changes(order.area, has, order.since)
            self._say(f"{len(harvest.services)} services read; writing")
            builder = Builder(
                order.region, order.area.county, datetime.now(HELSINKI).date(), vocabulary(), create_guesser()
            )
            made = records(harvest, builder)
            with self._reading() as session:
                done = settled(session, made)
            with self._sessions.begin() as session:
                report = _report(order, shelf.began)
                write(session, made, report, done)
                number = _kept(session, report)
        except (ConnectorError, ImportRefused) as error:
            if not getattr(error, "retry", False):
                shelf.clear()  # the same answers would only fail again
            failed = _report(order, shelf.began)
            failed.outcome, failed.error = "failed", _why(error)
            with self._sessions.begin() as session:
                return _kept(session, failed), failed
        shelf.clear()
        return number, report


def _report(order: Order, began: datetime) -> Report:
    return Report(
        region=order.region, api=order.api, area=order.area.county, since=order.since, began=began, ended=began
    )


def _kept(session: Session, report: Report) -> int:
    report.ended = datetime.now(UTC)
    return keep(session, report)


def _why(error: Exception) -> str:
    again = " It may work later; what was fetched is kept for a day." if getattr(error, "retry", False) else ""
    return f"{error}.{again}"
