"""The editors' desk: opening, saving, publishing, withdrawing and restoring services. Every act is a version.

An editor's save says what the editor saw (`seen`) and what it should be (`wanted`). Only the fields that differ
between the two are written, so two editors of different fields do not disturb each other; of the same field the
second is told and chooses. A draft is kept as its changes too, so that what a load brings meanwhile stays.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, sessionmaker

from services_catalog import store
from services_catalog.editing import versions
from services_catalog.editing.fields import (
    canonical,
    changed,
    changes,
    languages,
    with_own_hours,
    without_empty_languages,
)
from services_catalog.editing.model import DraftRow, aware
from services_catalog.editing.sheets import EMPTY, Author, Intent, Sheet, sheet_of
from services_catalog.editing.writing import Act, check, forget_draft, new_id, put, remember_load, write
from services_catalog.errors import Clash, EditConflict, Fault, FieldsWrong, ServiceNotFound
from services_catalog.provenance import Fields, unflatten
from services_catalog.record import Listing, Service, Source

PUBLISH = Intent(publish=True)


class ServiceDesk:
    """The desk over one database and region. Thread-safe: each call is a transaction of its own."""

    def __init__(self, engine: Engine, region: str) -> None:
        self._writing = sessionmaker(engine)
        self._reading = sessionmaker(engine.execution_options(sqlite_begin="DEFERRED"))
        self._region = region

    def open(self, service_id: str, author: Author) -> Sheet:
        """A service as it stands on the desk. Raises ServiceNotFound, NotYours."""
        with self._reading() as session:
            return sheet_of(session, service_id, self._region, author)

    def save(
        self, service_id: str | None, seen: Fields, wanted: Fields, author: Author, intent: Intent = Intent()
    ) -> Sheet:
        """Save what the editor changed; a new service when there is no id.

        Raises FieldsWrong, EditConflict, NotYours, ServiceNotFound; nothing is written then.
        """
        with self._writing.begin() as session:
            store.lock(session)
            if service_id is None:
                service_id = new_id(session, wanted)
                put(session, service_id, self._region, None, wanted, Act(author, intent))
            else:
                sheet = sheet_of(session, service_id, self._region, author)
                news = changes(seen, wanted)
                if clashes := clashing(seen, canonical(sheet.fields), news):
                    raise EditConflict(clashes, versions.last_author(session, "service", service_id))
                put(session, service_id, self._region, sheet, news, Act(author, intent))
            return sheet_of(session, service_id, self._region, author)

    def publish(self, service_id: str, author: Author, intent: Intent = PUBLISH) -> None:
        """Publish a draft now, or set or take away its time. Raises FieldsWrong, ServiceNotFound, NotYours."""
        with self._writing.begin() as session:
            store.lock(session)
            sheet = sheet_of(session, service_id, self._region, author)
            put(session, service_id, self._region, sheet, {}, Act(author, intent))

    def discard(self, service_id: str, author: Author) -> bool:
        """Throw the draft away; returns whether the service is still there. Raises ServiceNotFound, NotYours."""
        with self._writing.begin() as session:
            store.lock(session)
            sheet = sheet_of(session, service_id, self._region, author)
            forget_draft(session, service_id)
            if sheet.draft is not None:
                left = sheet.live or sheet.fields
                versions.add(session, "service", service_id, "discarded", author.username, left)
            return sheet.live is not None

    def withdraw(self, service_id: str, author: Author) -> None:
        """Take a published service from residents; a draft of it stays. Raises ServiceNotFound, NotYours."""
        with self._writing.begin() as session:
            store.lock(session)
            sheet = sheet_of(session, service_id, self._region, author)
            if sheet.live is None:
                raise ServiceNotFound(service_id)
            fields = sheet.live | {"status": "withdrawn"}
            if fields != sheet.live:
                remember_load(session, sheet)
                write(session, fields, author)
                versions.add(session, "service", service_id, "withdrawn", author.username, fields)

    def restore(self, service_id: str, number: int, author: Author, intent: Intent = Intent()) -> None:
        """Make the service say what version `number` said. Raises ServiceNotFound, FieldsWrong, NotYours."""
        with self._writing.begin() as session:
            store.lock(session)
            sheet = sheet_of(session, service_id, self._region, author)
            version = versions.get(session, "service", service_id, number)
            if version is None:
                raise ServiceNotFound(f"{service_id}, version {number}")
            news = changes(canonical(sheet.fields), canonical(version.fields))
            name = "restored" if intent.publish else "restored_draft"
            put(session, service_id, self._region, sheet, news, Act(author, intent, name, number))

    def write(
        self, session: Session, service_id: str, values: Fields, author: Author, intent: Intent
    ) -> tuple[str, list[str]]:
        """Write `values`, which may be some fields only, in the caller's transaction: for files of many services.

        Returns "added", "changed" or "unchanged" and the fields. Raises FieldsWrong, NotYours.
        """
        act = Act(author, intent, "imported" if intent.publish else "imported_draft")
        try:
            sheet = sheet_of(session, service_id, self._region, author)
        except ServiceNotFound:
            given = with_own_hours(without_empty_languages(values, ()), {})
            put(session, service_id, self._region, None, given, act)
            return "added", sorted(given)
        now = canonical(sheet.fields)
        given = canonical(with_own_hours(without_empty_languages(values, languages(now)), now))
        news = changes(now, changed(now, given))
        if news:
            put(session, service_id, self._region, sheet, news, act)
        return ("changed" if news else "unchanged"), sorted(news)

    def publish_due(self, moment: datetime) -> list[str]:
        """Publish the drafts whose time has come; returns the ids of those published. One that cannot be published
        stays a draft and says why.
        """
        with self._reading() as session:
            due = versions.due(session, self._region, moment)
        return [
            service_id
            for service_id, author, source in due
            if self._publish_due(service_id, author, source, moment)
        ]  # fmt: skip

    def history(self, kind: versions.Kind, record_id: str) -> list[versions.Version]:
        """The versions of a record, newest first; whether the editor may see it is asked when it is opened."""
        with self._reading() as session:
            return versions.history(session, kind, record_id)

    def listing(self, service_id: str, fields: Fields) -> Listing:
        """`fields` as residents would see them, for the preview. Raises FieldsWrong."""
        with self._reading() as session:
            whole = {**EMPTY, **fields, "id": service_id, "region": self._region, "status": "published"}
            check(session, whole)
            return store.listing_with(session, Service.model_validate(unflatten(whole)))

    def faults(self, fields: Fields) -> tuple[Fault, ...]:
        """What keeps `fields` from being a service; nothing when they are one."""
        try:
            self.listing("palvelu", fields)
        except FieldsWrong as error:
            return error.faults
        return ()

    def _publish_due(self, service_id: str, username: str, source: Source, moment: datetime) -> bool:
        with self._writing.begin() as session:
            store.lock(session)
            row = session.get(DraftRow, service_id)
            if row is None or row.publish_at is None or aware(row.publish_at) > moment:
                return False  # changed while we looked
            fields = changed(store.fields_of(session, service_id) or EMPTY, row.changes)
            author = Author(username, username, str(fields["organisation"]) if source == "association" else None)
            try:
                sheet = sheet_of(session, service_id, self._region, author)
                put(session, service_id, self._region, sheet, {}, Act(author, PUBLISH))
            except FieldsWrong as error:
                row.publish_at, row.fault = None, str(error)[:300]
                return False
            return True


def clashing(seen: Fields, now: Fields, news: Fields) -> list[Clash]:
    """The fields of `news` that say something else now than what was seen, and not the same as the news."""
    return [
        Clash(path, seen.get(path), now.get(path), value)
        for path, value in news.items()
        if now.get(path) != seen.get(path) and now.get(path) != value
    ]
