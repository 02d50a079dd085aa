"""A service as it lies on the desk: what residents have, the draft over it, and who wrote what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from services_catalog import store
from services_catalog.editing import versions
from services_catalog.editing.fields import changed, name_of
from services_catalog.editing.model import DraftRow, aware
from services_catalog.errors import NotYours, ServiceNotFound
from services_catalog.model import ServiceRow
from services_catalog.provenance import Fields
from services_catalog.record import Source

EMPTY: Fields = {
    "topics": [], "also_topics": [], "audiences": [], "life_events": [], "municipalities": [], "nationwide": False,
    "languages": [], "channels": [], "free": None, "age_min": None, "age_max": None, "verified_on": None,
    "verified_by": None, "sample": False, "stops": [],
}  # fmt: skip
"""What a new service says of itself before anybody has filled it in."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who edits. With `organisation` only that organisation's records are theirs to see and change."""

    username: str
    name: str
    organisation: str | None = None

    @property
    def source(self) -> Source:
        """What fields written by this author are marked with."""
        return "association" if self.organisation else "editor"

    def check(self, organisation: str | None) -> None:
        """Raises NotYours when a record of `organisation` is none of the author's business."""
        if self.organisation and organisation != self.organisation:
            raise NotYours(organisation or "")


@dataclass(frozen=True, slots=True)
class Intent:
    """What becomes of a save: a draft, published at once, or published `at` a moment (aware)."""

    publish: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft's circumstances."""

    author: str
    at: datetime
    publish_at: datetime | None
    fault: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A service on the desk: `fields` with its draft, `live` without; `status` is what residents have now.

    `sources` tell who wrote a live field, `aside` what the service's own `source` says there instead.
    """

    id: str
    fields: Fields
    live: Fields | None
    status: str
    draft: Draft | None
    source: Source
    sources: Mapping[str, Source]
    aside: Fields
    versions: int

    @property
    def name(self) -> str:
        """The name for editors."""
        return name_of(self.fields) or self.id


def sheet_of(session: Session, service_id: str, region: str, author: Author) -> Sheet:
    """A service of a region's desk. Raises ServiceNotFound, NotYours."""
    row = session.get(ServiceRow, service_id)
    draft = session.get(DraftRow, service_id)
    if region not in {one.region for one in (row, draft) if one is not None}:
        raise ServiceNotFound(service_id)
    live = store.fields_of(session, service_id)
    fields = changed(live if live is not None else EMPTY, draft.changes) if draft else dict(live or {})
    for one in (live, fields):
        if one is not None:
            author.check(one.get("organisation"))
    return Sheet(
        id=service_id, fields=fields, live=live, status=row.status if row else "draft", draft=_draft(draft),
        source=row.source if row else author.source,  # type: ignore[arg-type]
        sources=row.field_sources if row else {}, aside=row.set_aside if row else {},
        versions=versions.count(session, "service", service_id),
    )  # fmt: skip


def _draft(row: DraftRow | None) -> Draft | None:
    if row is None:
        return None
    return Draft(row.author, aware(row.at), aware(row.publish_at) if row.publish_at else None, row.fault)
