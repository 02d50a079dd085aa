"""Checks of the services' web addresses: what to check next, what came of it, which are broken."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Protocol

from anyio import to_thread
from sqlalchemy import delete, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import sessionmaker

from services_catalog.editing.model import LinkCheckRow, aware

log = logging.getLogger(__name__)
FINE = "fine"
AGAIN_AFTER = timedelta(days=7)
SOONER = timedelta(days=1)
"""An address that failed is tried again the next day; two failures in a row make it broken."""
FAILURES = 2
AT_ONCE = 50
"""Addresses of one round: a round is an hour, so a county's few hundred are through in a day."""
ROUND = timedelta(hours=1)


class Visits(Protocol):
    """Visits one web address; connectors.links has the real one."""

    async def visit(self, url: str) -> str:
        """ "fine", or what is wrong."""
        ...


class LinkChecks:
    """The checks of one database."""

    def __init__(self, engine: Engine) -> None:
        self._writing = sessionmaker(engine)
        self._reading = sessionmaker(engine.execution_options(sqlite_begin="DEFERRED"))

    def next(self, urls: Iterable[str], moment: datetime) -> list[str]:
        """The addresses to visit now: new ones, then those not visited for longest. Forgets those not linked to."""
        wanted = list(dict.fromkeys(urls))
        with self._writing.begin() as session:
            known = {row.url: row for row in session.scalars(select(LinkCheckRow))}
            gone = [url for url in known if url not in set(wanted)]
            for url in gone:
                session.execute(delete(LinkCheckRow).where(LinkCheckRow.url == url))
            new = [url for url in wanted if url not in known]
            old = [
                (aware(row.at), url)
                for url, row in known.items()
                if url not in gone and moment - aware(row.at) >= (SOONER if row.failures else AGAIN_AFTER)
            ]
        return [*new, *(url for _, url in sorted(old))][:AT_ONCE]

    def note(self, url: str, outcome: str, moment: datetime) -> None:
        """Keep what came of a visit."""
        with self._writing.begin() as session:
            row = session.get(LinkCheckRow, url) or LinkCheckRow(url=url, failures=0)
            row.at, row.outcome = moment, outcome
            row.failures = 0 if outcome == FINE else row.failures + 1
            session.add(row)

    def broken(self) -> Mapping[str, str]:
        """Addresses that failed twice in a row, with what was wrong."""
        with self._reading() as session:
            rows = session.scalars(select(LinkCheckRow).where(LinkCheckRow.failures >= FAILURES))
            return {row.url: row.outcome for row in rows}

    def last(self) -> datetime | None:
        """When an address was last visited."""
        with self._reading() as session:
            moment = session.scalar(select(LinkCheckRow.at).order_by(LinkCheckRow.at.desc()).limit(1))
        return None if moment is None else aware(moment)

    async def round(self, urls: Iterable[str], visits: Visits) -> int:
        """Visit what is due, one after another; returns how many."""
        due = await to_thread.run_sync(self.next, urls, datetime.now(UTC))
        for url in due:
            outcome = await visits.visit(url)
            await to_thread.run_sync(self.note, url, outcome, datetime.now(UTC))
        return len(due)


async def keep_checking(checks: LinkChecks, urls: _Urls, visits: Visits, every: timedelta = ROUND) -> None:
    """A round every hour until cancelled; a database fault is logged and the next round tries again."""
    while True:
        try:
            await checks.round(await to_thread.run_sync(urls.linked), visits)
        except SQLAlchemyError:
            log.exception("web addresses could not be checked")
        await asyncio.sleep(every.total_seconds())


class _Urls(Protocol):
    def linked(self) -> list[str]:
        """The web addresses that published services link to."""
        ...
