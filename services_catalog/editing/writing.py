"""Writing one act of an editor: the draft or the published service, and the version that tells of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from services_catalog import store
from services_catalog.editing import versions
from services_catalog.editing.checks import service_faults
from services_catalog.editing.fields import NOT_EDITED, changed, changes, complete, name_of
from services_catalog.editing.model import DraftRow
from services_catalog.editing.sheets import EMPTY, Author, Intent, Sheet
from services_catalog.errors import Fault, FieldsWrong
from services_catalog.model import ChannelRow, OrganisationRow, ServiceRow
from services_catalog.provenance import LOADED, Fields, unflatten
from services_catalog.record import Service
from services_catalog.vocabulary import vocabulary

LONGEST_STEM = 60
ID = re.compile(r"[a-z0-9][a-z0-9-]{1,79}")


@dataclass(frozen=True, slots=True)
class Act:
    """What an author does: `name` is what the history calls it, told from the intent when empty."""

    author: Author
    intent: Intent
    name: str = ""
    restored: int | None = None

    @property
    def told(self) -> str:
        """What the history calls it."""
        return self.name or ("published" if self.intent.publish else "scheduled" if self.intent.at else "draft")


def put(session: Session, service_id: str, region: str, sheet: Sheet | None, news: Fields, act: Act) -> None:
    """Write `news` over what is on the desk (None: nothing yet), as a draft or for residents.

    Raises FieldsWrong, NotYours.
    """
    live = sheet.live if sheet else None
    fields = complete(changed(sheet.fields if sheet else EMPTY, news)) | {"id": service_id, "region": region}
    fields["status"] = "published" if act.intent.publish else live["status"] if live else "draft"
    act.author.check(fields.get("organisation"))
    if sheet is not None and sheet.draft is None and live == fields and act.intent.at is None:
        return  # it is so already
    check(session, fields)
    if sheet is not None:
        _check_languages(sheet, fields)
        remember_load(session, sheet)
    if act.intent.publish:
        write(session, fields, act.author)
        forget_draft(session, service_id)
        fields = store.fields_of(session, service_id) or fields
    else:
        _keep_draft(session, service_id, region, changes(_edited(live or {}), _edited(fields)), act)
    versions.add(session, "service", service_id, act.told, act.author.username, fields, act.restored)


def write(session: Session, fields: Fields, author: Author) -> None:
    """Make the service say for residents what `fields` say, which must have been checked."""
    store.save_service(session, Service.model_validate(unflatten(fields)), author.source, by_hand=True)


def check(session: Session, fields: Fields) -> None:
    """Raises FieldsWrong when the fields make no service."""
    links = [link["id"] for link in fields.get("channels") or ()]
    channels = {one for one in links if session.get(ChannelRow, one) is not None}
    organisation = str(fields.get("organisation") or "")
    known = {organisation} if session.get(OrganisationRow, organisation) is not None else set()
    faults = service_faults(fields, vocabulary(), known, channels)
    if not ID.fullmatch(str(fields["id"])):
        faults.insert(0, Fault("id", "bad_id"))
    if faults:
        raise FieldsWrong(faults)


def remember_load(session: Session, sheet: Sheet) -> None:
    """What a load left since the last act becomes a version, so that the act can be undone to it."""
    if sheet.live is not None:
        versions.remember(session, "service", sheet.id, sheet.live, sheet.source)


def forget_draft(session: Session, service_id: str) -> None:
    """Delete the draft, if there is one."""
    if (row := session.get(DraftRow, service_id)) is not None:
        session.delete(row)


def new_id(session: Session, wanted: Fields) -> str:
    """An id for a new service, from its name."""
    plain = unicodedata.normalize("NFKD", name_of(wanted).lower()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_STEM]
    stem = stem if len(stem) > 1 else "palvelu"
    number = 1
    while _taken(session, made := stem if number == 1 else f"{stem}-{number}"):
        number += 1
    return made


def _taken(session: Session, service_id: str) -> bool:
    rows = session.get(ServiceRow, service_id), session.get(DraftRow, service_id)
    return any(row is not None for row in rows) or versions.count(session, "service", service_id) > 0


def _check_languages(sheet: Sheet, fields: Fields) -> None:
    """A language that a load brings cannot be taken away: the next load would bring it again."""
    gone = [path for path in (sheet.live or {}) if path.startswith("texts.") and path not in fields]
    theirs = [path for path in gone if sheet.sources.get(path, sheet.source) in LOADED]
    if theirs:
        raise FieldsWrong([Fault(f"texts.{theirs[0].split('.')[1]}.name", "loaded_language")])


def _keep_draft(session: Session, service_id: str, region: str, news: Fields, act: Act) -> None:
    if not news:
        return forget_draft(session, service_id)
    row = session.get(DraftRow, service_id) or DraftRow(service_id=service_id, region=region)
    row.changes, row.author, row.source = news, act.author.username, act.author.source
    row.at, row.fault = datetime.now(UTC), ""
    row.publish_at = act.intent.at.astimezone(UTC) if act.intent.at else None
    session.add(row)
    return None


def _edited(fields: Mapping[str, Any]) -> Fields:
    return {path: value for path, value in fields.items() if path not in NOT_EDITED}
