"""One service on the desk: the form, saving, conflicts, publishing and withdrawing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from anyio import to_thread
from fastapi import APIRouter, Form, Request, Response

from bot.storage import now
from bot.web.editing import service_form, stop_form
from bot.web.editing.access import Desk, DeskRoute, Me, desk_page, go_to
from bot.web.editing.forms import Filled, Reader
from bot.web.editing.words import Words
from bot.web.house import house, language_of
from nlu.topics import topics
from services_catalog.editing import Author, Editing, Intent
from services_catalog.editing.fields import canonical, changed, changes
from services_catalog.editing.sheets import EMPTY, Sheet
from services_catalog.errors import EditConflict, Fault, FieldsWrong
from services_catalog.provenance import LOADED, Fields
from services_catalog.vocabulary import vocabulary

router = APIRouter(route_class=DeskRoute)
NEW = "/toimitus/palvelut/uusi"
TEXT_FIELDS = (
    ("name", 1), ("summary", 3), ("description", 6), ("instruction", 3), ("alternative_names", 3), ("eligibility", 3),
    ("fee", 2), ("documents", 2), ("waiting", 2),
)  # fmt: skip
"""The texts in the order of the form, with the rows of their boxes."""
TOPIC_KINDS = ("service", "wellbeing", "symptom", "booking", "emergency", "act")


@router.get(NEW)
def new(request: Request, desk: Desk, me: Me) -> Response:
    """The form of a new service."""
    start = EMPTY | {"organisation": me.organisation or ""}
    start["municipalities"] = list(vocabulary().of_region(house(request).region.id))
    return _form(request, desk, me, None, service_form.fill(start, language_of(request), {}), {})


@router.get("/toimitus/palvelut/{service_id}")
def edit(request: Request, service_id: str, desk: Desk, me: Me) -> Response:
    """A service's form."""
    sheet = desk.services.open(service_id, me)
    seen = canonical(sheet.fields)
    filled = service_form.fill(seen, language_of(request), desk.channels.names())
    return _form(request, desk, me, sheet, filled, seen)


@router.post(NEW)
async def create(request: Request, desk: Desk, me: Me) -> Response:
    """Save a new service."""
    return await _save(request, desk, me, None)


@router.post("/toimitus/palvelut/{service_id}")
async def save(request: Request, service_id: str, desk: Desk, me: Me) -> Response:
    """Save what the editor changed: as a draft, for residents now, or for residents at a time."""
    return await _save(request, desk, me, service_id)


@router.post("/toimitus/palvelut/{service_id}/tila")
def change_state(
    request: Request, service_id: str, desk: Desk, me: Me,
    act: Annotated[Literal["publish", "unschedule", "discard", "withdraw"], Form()],
) -> Response:  # fmt: skip
    """Publish a draft as it is, take its time away, throw it away, or take the service from residents."""
    path = f"/toimitus/palvelut/{service_id}"
    if act == "discard":
        stays = desk.services.discard(service_id, me)
        return go_to(request, path if stays else "/toimitus", "discarded")
    if act == "withdraw":
        desk.services.withdraw(service_id, me)
        return go_to(request, path, "withdrawn")
    intent = Intent(publish=act == "publish")
    try:
        desk.services.publish(service_id, me, intent)
    except FieldsWrong as error:
        sheet = desk.services.open(service_id, me)
        seen = canonical(sheet.fields)
        filled = service_form.fill(seen, language_of(request), desk.channels.names()).with_faults(error.faults)
        return _form(request, desk, me, sheet, filled, seen, 422)
    return go_to(request, path, "published" if intent.publish else "draft")


async def _save(request: Request, desk: Editing, me: Author, service_id: str | None) -> Response:
    async with request.form() as form:
        reader = Reader(form)
    return await to_thread.run_sync(_saved, request, desk, me, service_id, reader)


def _saved(request: Request, desk: Editing, me: Author, service_id: str | None, reader: Reader) -> Response:
    sheet = desk.services.open(service_id, me) if service_id is not None else None
    channels = desk.channels.names()
    seen, wanted, filled = reader.json("seen"), _wanted(request, reader, me, channels), reader.filled
    act = reader.text("act")
    if act.startswith("take:") and sheet is not None:
        return _form(request, desk, me, sheet, _taken(request, sheet, wanted, act, channels), seen)
    if me.organisation:
        wanted["organisation"] = me.organisation
    intent = _intent(reader, act)
    if reader.faults:
        unread = {fault.path for fault in reader.faults}
        others = [fault for fault in desk.services.faults(wanted) if fault.path not in unread]
        return _form(request, desk, me, sheet, filled.with_faults([*others, *reader.faults]), seen, 422)
    try:
        saved = desk.services.save(service_id, seen, wanted, me, intent)
    except FieldsWrong as error:
        if reader.text("wanted"):
            filled = service_form.fill(wanted, language_of(request), channels)
        return _form(request, desk, me, sheet, filled.with_faults(error.faults), seen, 422)
    except EditConflict as conflict:
        return _conflict(request, desk, me, service_id or "", conflict, seen, wanted, reader)
    done = "published" if intent.publish else "scheduled" if intent.at else "draft"
    return go_to(request, f"/toimitus/palvelut/{saved.id}", done)


def _wanted(request: Request, reader: Reader, me: Author, channels: Mapping[str, str]) -> Fields:
    """What the editor wants: the form's fields, or after a conflict what was wanted with the choices made."""
    if not reader.text("wanted"):
        return service_form.read(reader, channels, me.name, now())
    wanted, current = reader.json("wanted"), reader.json("seen")
    return changed(wanted, {path: current.get(path) for path in reader.left_to_others()})


def _intent(reader: Reader, act: str) -> Intent:
    if act != "schedule":
        return Intent(publish=act == "publish")
    moment = reader.moment("publish_at")
    if moment is not None and moment <= now():
        reader.faults.append(Fault("publish_at", "past"))
    return Intent(at=moment)


def _taken(request: Request, sheet: Sheet, wanted: Fields, act: str, channels: Mapping[str, str]) -> Filled:
    """The form with the source's value in one field; it is saved with the rest."""
    path = act.removeprefix("take:")
    fields = changed(wanted, canonical({path: sheet.aside[path]})) if path in sheet.aside else wanted
    return service_form.fill(fields, language_of(request), channels)


def _conflict(
    request: Request, desk: Editing, me: Author, service_id: str, conflict: EditConflict, seen: Fields,
    wanted: Fields, reader: Reader,
) -> Response:  # fmt: skip
    """Both versions side by side; the fields only one of the two changed are taken from that one."""
    current = canonical(desk.services.open(service_id, me).fields)
    words = Words(language_of(request), desk.channels.names() | desk.overview.organisations())
    values = {
        "service_id": service_id, "clashes": conflict.clashes, "words": words, "author": conflict.author,
        "seen": json.dumps(current, ensure_ascii=False),
        "wanted": json.dumps(changed(current, changes(seen, wanted)), ensure_ascii=False),
        "act": reader.text("act") or "draft", "publish_at": reader.text("publish_at"),
    }  # fmt: skip
    return desk_page(request, me, "conflict.html", "services", values, 409)


def _form(
    request: Request, desk: Editing, me: Author, sheet: Sheet | None, filled: Filled, seen: Fields, status: int = 200
) -> Response:
    names = desk.channels.names()
    organisations = desk.overview.organisations()
    words = Words(language_of(request), names | organisations)
    values = {
        "sheet": sheet, "form": filled, "seen": json.dumps(seen, ensure_ascii=False), "words": words,
        "text_fields": TEXT_FIELDS, "choices": _choices(request, filled, words.language),
        "organisations": organisations, "topic_groups": _topics(words.language),
        "free_rows": service_form.FREE_ROWS, "stop_rows": stop_form.rows(filled, stop_form.FREE_ROWS),
        "channel_names": names, "channel_text": service_form.channel_text,
        "aside": _aside(sheet, words), "loaded": sheet is not None and sheet.source in LOADED,
    }  # fmt: skip
    return desk_page(request, me, "service.html", "services", values, status)


def _aside(sheet: Sheet | None, words: Words) -> Mapping[str, str]:
    """What the service's own source says where editors have written something else."""
    if sheet is None:
        return {}
    return {path: words.value(path, canonical({path: value}).get(path)) for path, value in sheet.aside.items()}


def _choices(request: Request, filled: Filled, language: str) -> dict[str, list[tuple[str, str]]]:
    """(id, name) of the check boxes of each field; municipalities of the region, and others the service has."""
    terms = vocabulary()
    others = (*filled.all("municipalities"), *filled.all("stop_municipality"))
    codes = dict.fromkeys((*terms.of_region(house(request).region.id), *others))
    named: dict[str, Any] = {name: getattr(terms, name) for name in ("audiences", "life_events", "languages")}
    choices = {name: [(one, texts[language]) for one, texts in known.items()] for name, known in named.items()}
    places = [(code, terms.municipalities[code].name(language)) for code in codes if code in terms.municipalities]
    return choices | {"municipalities": sorted(places, key=lambda place: place[1])}


def _topics(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Topics by kind, each with its label."""
    return [
        (kind, sorted(((t.id, t.label[language]) for t in topics().values() if t.kind == kind), key=lambda t: t[1]))
        for kind in TOPIC_KINDS
    ]
