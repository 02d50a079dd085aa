"""A file of records: tried first, then written whole or not at all.

Trying is writing in a transaction that is taken back, so the report says what will happen, not what might.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import ValidationError
from sqlalchemy import delete, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, sessionmaker

from services_catalog import store
from services_catalog.editing.checks import channel_faults
from services_catalog.editing.desk import ServiceDesk
from services_catalog.editing.exchange import Row
from services_catalog.editing.fields import channel_fields, name_of
from services_catalog.editing.model import DraftRow, UploadRow
from services_catalog.editing.sheets import Author, Intent
from services_catalog.errors import Fault, FieldsWrong, NotYours, ServiceNotFound
from services_catalog.mapping import channel_document
from services_catalog.model import ChannelRow, OrganisationRow, ServiceRow
from services_catalog.provenance import Fields
from services_catalog.record import Channel, Organisation
from services_catalog.vocabulary import vocabulary

KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """What a row of the file does: added, changed or unchanged with its fields; or its faults."""

    where: str
    id: str
    name: str
    change: str
    fields: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


class Bulk:
    """Files of records for one desk."""

    def __init__(self, engine: Engine, desk: ServiceDesk, region: str) -> None:
        self._sessions = sessionmaker(engine)
        self._reading = sessionmaker(engine.execution_options(sqlite_begin="DEFERRED"))
        self._desk = desk
        self._region = region

    def try_out(self, rows: list[Row], author: Author) -> tuple[str, list[Line]]:
        """What the rows would do, and the key by which they can be written."""
        lines = self._run(rows, author, Intent(publish=True), keep=False)
        key = secrets.token_urlsafe(16)
        with self._sessions.begin() as session:
            session.execute(delete(UploadRow).where(UploadRow.at < datetime.now(UTC) - KEPT))
            session.add(UploadRow(id=key, author=author.username, at=datetime.now(UTC), rows=rows))
        return key, lines

    def write(self, key: str, author: Author, intent: Intent) -> list[Line]:
        """Write a file that was tried: all of it, or nothing when a row has faults. Raises ServiceNotFound when the
        key is old or another editor's.
        """
        with self._reading() as session:
            upload = session.get(UploadRow, key)
            if upload is None or upload.author != author.username:
                raise ServiceNotFound(key)
            rows = upload.rows
        lines = self._run(rows, author, intent, keep=True)
        if not any(line.faults for line in lines):
            with self._sessions.begin() as session:
                session.execute(delete(UploadRow).where(UploadRow.id == key))
        return lines

    def services(self, author: Author) -> list[Fields]:
        """Everything on the author's desk as fields, drafts included, for a file."""
        with self._reading() as session:
            query = select(ServiceRow.id).where(ServiceRow.region == self._region)
            drafts = select(DraftRow.service_id).where(DraftRow.region == self._region)
            ids = sorted({*session.scalars(query), *session.scalars(drafts)})
        found = []
        for service_id in ids:
            try:
                found.append(self._desk.open(service_id, author).fields | {"id": service_id})
            except NotYours:
                continue
        return found

    def shared(self, services: list[Fields]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The organisations and the channels that services refer to, as documents."""
        organisations = {fields["organisation"] for fields in services}
        channels = {link["id"] for fields in services for link in fields["channels"]}
        with self._reading() as session:
            providers = [session.get_one(OrganisationRow, one) for one in sorted(organisations)]
            names = Organisation.model_fields
            return (
                [{name: getattr(row, name) for name in names} for row in providers],
                [channel_document(session.get_one(ChannelRow, one)) for one in sorted(channels)],
            )

    def _run(self, rows: list[Row], author: Author, intent: Intent, *, keep: bool) -> list[Line]:
        with self._sessions() as session:
            store.lock(session)
            seen: set[tuple[str, str]] = set()
            lines = [self._line(session, row, author, intent, seen) for row in rows]
            if keep and not any(line.faults for line in lines):
                session.commit()
            else:
                session.rollback()
        return lines

    def _line(self, session: Session, row: Row, author: Author, intent: Intent, seen: set[tuple[str, str]]) -> Line:
        where, record_id = str(row["where"]), str(row["id"])
        faults = [Fault(one["path"], one["code"], one["values"]) for one in row["faults"]]
        if (row["kind"], record_id) in seen:
            faults.append(Fault("id", "twice"))
        seen.add((row["kind"], record_id))
        name = name_of(row["values"])
        if faults:
            return Line(where, record_id, name, "", faults=tuple(faults))
        try:
            with session.begin_nested():
                change, fields = self._write(session, row, record_id, author, intent)
        except FieldsWrong as error:
            return Line(where, record_id, name, "", faults=error.faults)
        except NotYours:
            return Line(where, record_id, name, "", faults=(Fault("id", "not_yours"),))
        return Line(where, record_id, name, change, tuple(fields))

    def _write(
        self, session: Session, row: Row, record_id: str, author: Author, intent: Intent
    ) -> tuple[str, list[str]]:
        if row["kind"] == "service":
            return self._desk.write(session, record_id, row["values"], author, intent)
        known = session.get(ChannelRow if row["kind"] == "channel" else OrganisationRow, record_id)
        if author.organisation is not None and known is not None:
            return "unchanged", []  # others use it as well; an association changes its channels on the desk
        if row["kind"] == "organisation":
            author.check(record_id)
            return store.save_organisation(session, _organisation(row["document"]), author.source), []
        return store.save_channel(session, _channel(row["document"]), author.source, by_hand=True), []


def _organisation(document: dict[str, Any]) -> Organisation:
    try:
        return Organisation.model_validate(document)
    except ValidationError as error:
        raise FieldsWrong([Fault(".".join(map(str, error.errors()[0]["loc"])), "invalid")]) from None


def _channel(document: dict[str, Any]) -> Channel:
    try:
        channel = Channel.model_validate(document)
    except ValidationError as error:
        raise FieldsWrong([Fault(".".join(map(str, error.errors()[0]["loc"])), "invalid")]) from None
    if faults := channel_faults(channel.id, channel_fields(channel.model_dump(mode="json")), vocabulary()):
        raise FieldsWrong(faults)
    return channel
