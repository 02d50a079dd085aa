"""The report of one load: kept in the database, printed, and readable later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from services_catalog.model import ImportRow

Outcome = Literal["done", "failed"]
What = Literal["service", "channel", "organisation"]
MOST_SHOWN = 50
"""Lines of each kind that are printed; all of them are kept."""


class Item(BaseModel):
    """A service the load touched."""

    id: str
    name: str


class Changed(Item):
    """A service with the fields that now say something else."""

    fields: list[str]


class Refused(Item):
    """A document that was not taken, or a service that left, and why."""

    what: What = "service"
    reason: str


class Report(BaseModel):
    """What a load did. `since` is None when everything was read."""

    region: str
    api: str
    area: str
    since: datetime | None
    began: datetime
    ended: datetime
    outcome: Outcome = "done"
    error: str = ""
    added: list[Item] = []
    changed: list[Changed] = []
    withdrawn: list[Refused] = []
    refused: list[Refused] = []
    unchanged: int = 0
    channels: int = 0
    organisations: int = 0

    def lines(self, most: int = MOST_SHOWN) -> Iterator[str]:
        """The report as people read it."""
        how = f"changes since {self.since:%Y-%m-%d %H:%M} UTC" if self.since else "everything"
        yield f"PTV {self.api}, area {self.area}, {how}: {self.outcome} {self.ended:%Y-%m-%d %H:%M} UTC"
        if self.error:
            yield f"  {self.error}"
            yield "  The catalogue is as it was."
            return
        yield (
            f"  services: {len(self.added)} added, {len(self.changed)} changed, {self.unchanged} unchanged, "
            f"{len(self.withdrawn)} withdrawn, {len(self.refused)} documents refused"
        )
        yield f"  read with them: {self.channels} channels, {self.organisations} organisations"
        yield from _some("added", [f"{item.name} ({item.id})" for item in self.added], most)
        changed = [f"{item.name} ({item.id}): {', '.join(item.fields)}" for item in self.changed]
        yield from _some("changed", changed, most)
        yield from _some("withdrawn", [f"{item.name} ({item.id}): {item.reason}" for item in self.withdrawn], most)
        refused = [f"{item.what} {item.name or '?'} ({item.id or '?'}): {item.reason}" for item in self.refused]
        yield from _some("refused", refused, most)


def keep(session: Session, report: Report) -> int:
    """Store a report; returns its number."""
    row = ImportRow(
        region=report.region, api=report.api, area=report.area, outcome=report.outcome,
        began=report.began, ended=report.ended, report=report.model_dump(mode="json"),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def reports(session: Session, region: str, limit: int = 20) -> list[tuple[int, Report]]:
    """The region's last reports with their numbers, newest first."""
    query = select(ImportRow).where(ImportRow.region == region).order_by(ImportRow.id.desc()).limit(limit)
    return [(row.id, Report.model_validate(row.report)) for row in session.scalars(query)]


def report(session: Session, number: int) -> Report | None:
    """One report."""
    row = session.get(ImportRow, number)
    return None if row is None else Report.model_validate(row.report)


def last_began(session: Session, region: str, area: str) -> datetime | None:
    """When the last load of the area that succeeded began (aware): what changed after it is not here yet."""
    query = (
        select(ImportRow.began)
        .where(ImportRow.region == region, ImportRow.area == area, ImportRow.outcome == "done")
        .order_by(ImportRow.began.desc())
        .limit(1)
    )
    moment = session.scalar(query)
    return None if moment is None else moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _some(title: str, lines: list[str], most: int) -> Iterator[str]:
    if lines:
        yield f"  {title}:"
    yield from (f"    {line}" for line in lines[:most])
    if len(lines) > most:
        yield f"    and {len(lines) - most} more"
