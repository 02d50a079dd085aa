"""Channels on the desk: places, lines and pages that services share. A save is for residents at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, sessionmaker

from services_catalog import store
from services_catalog.editing import versions
from services_catalog.editing.checks import channel_faults
from services_catalog.editing.desk import clashing
from services_catalog.editing.fields import changed, changes, channel_document, channel_fields
from services_catalog.editing.model import DraftRow
from services_catalog.editing.sheets import Author
from services_catalog.errors import EditConflict, FieldsWrong, NotYours, ServiceNotFound
from services_catalog.mapping import channel_document as channel_document_of
from services_catalog.model import ChannelRow, LinkRow, ServiceRow
from services_catalog.provenance import Fields
from services_catalog.record import LANGUAGES, Channel, Source
from services_catalog.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class ChannelSheet:
    """A channel on the desk. `users` are the ids and names of the services that use it, `mine` whether the editor may
    change it, `aside` what its own source says where editors have written something else.
    """

    id: str
    fields: Fields
    source: Source
    users: Mapping[str, str]
    mine: bool
    aside: Fields
    versions: int

    @property
    def name(self) -> str:
        """The name for editors."""
        return channel_name(self.id, self.fields)


class ChannelDesk:
    """The desk for channels. Thread-safe."""

    def __init__(self, engine: Engine) -> None:
        self._writing = sessionmaker(engine)
        self._reading = sessionmaker(engine.execution_options(sqlite_begin="DEFERRED"))

    def open(self, channel_id: str, author: Author) -> ChannelSheet:
        """A channel. Anybody on the desk may look; `mine` tells who may change. Raises ServiceNotFound."""
        with self._reading() as session:
            return self._sheet(session, channel_id, author)

    def save(self, channel_id: str | None, seen: Fields, wanted: Fields, author: Author) -> str:
        """Save what the editor changed; returns the id. Raises FieldsWrong, EditConflict, NotYours, ServiceNotFound."""
        with self._writing.begin() as session:
            store.lock(session)
            if channel_id is None:
                channel_id = self._new_id(session, wanted)
                self._write(session, channel_id, changed({}, wanted), author, "saved")
                return channel_id
            sheet = self._changeable(session, channel_id, author)
            news = changes(seen, wanted)
            if clashes := clashing(seen, sheet.fields, news):
                raise EditConflict(clashes, versions.last_author(session, "channel", channel_id))
            versions.remember(session, "channel", channel_id, sheet.fields, sheet.source)
            self._write(session, channel_id, changed(sheet.fields, news), author, "saved")
            return channel_id

    def restore(self, channel_id: str, number: int, author: Author) -> None:
        """Make the channel say what version `number` said. Raises ServiceNotFound, FieldsWrong, NotYours."""
        with self._writing.begin() as session:
            store.lock(session)
            sheet = self._changeable(session, channel_id, author)
            version = versions.get(session, "channel", channel_id, number)
            if version is None:
                raise ServiceNotFound(f"{channel_id}, version {number}")
            versions.remember(session, "channel", channel_id, sheet.fields, sheet.source)
            self._write(session, channel_id, version.fields, author, "restored", number)

    def names(self) -> dict[str, str]:
        """Every channel's name by id, in order of names; those of equal names are told apart by number or street."""
        with self._reading() as session:
            rows = session.scalars(select(ChannelRow))
            named = {row.id: channel_name(row.id, channel_fields(channel_document_of(row))) for row in rows}
        return dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))

    def _changeable(self, session: Session, channel_id: str, author: Author) -> ChannelSheet:
        sheet = self._sheet(session, channel_id, author)
        if not sheet.mine:
            raise NotYours(channel_id)
        return sheet

    def _sheet(self, session: Session, channel_id: str, author: Author) -> ChannelSheet:
        row = session.get(ChannelRow, channel_id)
        if row is None:
            raise ServiceNotFound(channel_id)
        services = session.scalars(select(ServiceRow).join(LinkRow).where(LinkRow.channel_id == channel_id)).all()
        owners = {service.organisation_id for service in services} | self._drafted(session, channel_id)
        return ChannelSheet(
            id=channel_id,
            fields=channel_fields(channel_document_of(row)),
            source=row.source,  # type: ignore[arg-type]
            users=store.names_of(session, (service.id for service in services)),
            aside=_aside(row),
            mine=author.organisation is None or owners == {author.organisation},
            versions=versions.count(session, "channel", channel_id),
        )

    @staticmethod
    def _drafted(session: Session, channel_id: str) -> set[str]:
        """Organisations of the drafts of new services that use the channel."""
        drafts = (row.changes for row in session.scalars(select(DraftRow)))
        return {
            str(draft["organisation"])
            for draft in drafts
            if draft.get("organisation") and any(link["id"] == channel_id for link in draft.get("channels") or ())
        }

    @staticmethod
    def _write(
        session: Session, channel_id: str, fields: Fields, author: Author, act: str, restored: int | None = None
    ) -> None:
        if faults := channel_faults(channel_id, fields, vocabulary()):
            raise FieldsWrong(faults)
        channel = Channel.model_validate(channel_document(channel_id, fields))
        store.save_channel(session, channel, author.source, by_hand=True)
        kept = channel_fields(channel.model_dump(mode="json"))
        versions.add(session, "channel", channel_id, act, author.username, kept, restored)

    @staticmethod
    def _new_id(session: Session, wanted: Fields) -> str:
        name = f"{wanted['kind']} {channel_name('', wanted)}"
        plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]
        number = 1
        while session.get(ChannelRow, stem if number == 1 else f"{stem}-{number}") is not None:
            number += 1
        return stem if number == 1 else f"{stem}-{number}"


def channel_name(channel_id: str, fields: Fields) -> str:
    """A channel's name for editors, with what tells it apart."""
    name = next((fields[f"names.{x}"] for x in LANGUAGES if fields.get(f"names.{x}")), "")
    more = fields.get("number") or next((fields[f"urls.{x}"] for x in LANGUAGES if fields.get(f"urls.{x}")), "")
    return ", ".join(str(part) for part in (name, more) if part) or channel_id


def _aside(row: ChannelRow) -> Fields:
    now = channel_document_of(row)
    owned = now | {name: value for name, value in row.set_aside.items() if name in now}
    return {path: value for path, value in changes(channel_fields(now), channel_fields(owned)).items() if path != "id"}
