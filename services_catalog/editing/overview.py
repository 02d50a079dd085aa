"""What is on the desk: services, drafts and withdrawn ones in one list, found by words or by state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, sessionmaker

from services_catalog import store
from services_catalog.editing.fields import changed, languages, name_of
from services_catalog.editing.model import DraftRow, aware
from services_catalog.editing.sheets import Author
from services_catalog.model import OrganisationRow, ServiceRow, TextRow
from services_catalog.record import LANGUAGES, Language

State = Literal["published", "draft", "scheduled", "withdrawn"]
STATES: tuple[State, ...] = ("published", "draft", "scheduled", "withdrawn")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list. A published service with a draft has both states. `provider` is the organisation's name."""

    id: str
    name: str
    states: tuple[State, ...]
    languages: tuple[Language, ...]
    organisation: str
    provider: str
    verified_on: date | None
    publish_at: datetime | None
    source: str


class Overview:
    """The list of one region's desk."""

    def __init__(self, engine: Engine, region: str) -> None:
        self._reading = sessionmaker(engine.execution_options(sqlite_begin="DEFERRED"))
        self._region = region

    def entries(
        self, author: Author, found: Sequence[str] | None, words: str = "", state: str = "", organisation: str = ""
    ) -> list[Entry]:
        """Services on the author's desk. `found` are the ids the search gave for `words`, best first; what residents
        cannot find is found by `words` in its name or id. None: all, by name.
        """
        organisation = author.organisation or organisation
        with self._reading() as session:
            entries = {entry.id: entry for entry in self._all(session)}
        shown = [
            entry
            for entry in entries.values()
            if organisation in ("", entry.organisation) and (not state or state in entry.states)
        ]
        if found is None:
            return sorted(shown, key=lambda entry: (entry.name.casefold(), entry.id))
        places = {service_id: place for place, service_id in enumerate(found)}
        wanted = words.casefold().split()
        hits = [entry for entry in shown if entry.id in places or _named(entry, wanted)]
        return sorted(hits, key=lambda entry: (places.get(entry.id, -1), entry.name.casefold()))

    def organisations(self) -> dict[str, str]:
        """Organisations by id with their names, in order of names."""
        with self._reading() as session:
            rows = {row.id: _first(row.names) or row.id for row in session.scalars(select(OrganisationRow))}
        return dict(sorted(rows.items(), key=lambda pair: pair[1].casefold()))

    def linked(self) -> list[str]:
        """The web addresses that published services link to."""
        with self._reading() as session:
            return store.linked(session, self._region)

    def _all(self, session: Session) -> Iterable[Entry]:
        drafts = {row.service_id: row for row in session.scalars(select(DraftRow).filter_by(region=self._region))}
        texts: dict[str, dict[str, str]] = {}
        for service_id, language, name in session.execute(select(TextRow.service_id, TextRow.language, TextRow.name)):
            texts.setdefault(service_id, {})[language] = name
        rows = session.execute(
            select(
                ServiceRow.id,
                ServiceRow.status,
                ServiceRow.verified_on,
                ServiceRow.source,
                ServiceRow.organisation_id,
                OrganisationRow.names,
            )
            .join(OrganisationRow)
            .where(ServiceRow.region == self._region)
        )
        live = set()
        for service_id, status, verified_on, source, organisation, names in rows:
            live.add(service_id)
            has = texts.get(service_id, {})
            draft = drafts.get(service_id)
            yield Entry(
                service_id, _first(has) or service_id, (status, *_draft_states(draft)),
                tuple(language for language in LANGUAGES if language in has), organisation, _first(names),
                verified_on,
                _time(draft), source,
            )  # fmt: skip
        for service_id in drafts.keys() - live:
            yield self._new(session, drafts[service_id])

    @staticmethod
    def _new(session: Session, draft: DraftRow) -> Entry:
        fields = changed({}, draft.changes)
        row = session.get(OrganisationRow, fields.get("organisation"))
        verified = fields.get("verified_on")
        return Entry(
            draft.service_id, name_of(fields) or draft.service_id, _draft_states(draft), languages(fields),
            str(fields.get("organisation")), _first(row.names) if row else "",
            date.fromisoformat(verified) if verified else None,
            _time(draft), draft.source,
        )  # fmt: skip


def _time(draft: DraftRow | None) -> datetime | None:
    return aware(draft.publish_at) if draft is not None and draft.publish_at is not None else None


def _draft_states(draft: DraftRow | None) -> tuple[State, ...]:
    if draft is None:
        return ()
    return ("scheduled",) if draft.publish_at else ("draft",)


def _named(entry: Entry, words: list[str]) -> bool:
    """Whether a service that the search does not know, or a draft of it, is meant."""
    hidden = entry.states != ("published",)
    text = f"{entry.name} {entry.id}".casefold()
    return bool(words) and hidden and all(word in text for word in words)


def _first(names: dict[str, str]) -> str:
    return next((names[language] for language in LANGUAGES if names.get(language)), "")
