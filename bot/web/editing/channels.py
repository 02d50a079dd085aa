"""Places, phone lines and pages on the desk: the list, the form, saving, conflicts."""

from __future__ import annotations

import json
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response

from bot.web.editing import channel_form
from bot.web.editing.access import Desk, DeskRoute, Me, desk_page, go_to
from bot.web.editing.forms import Filled, Reader
from bot.web.editing.lists import page_of
from bot.web.editing.words import Words
from bot.web.house import language_of
from services_catalog.editing import Author, Editing
from services_catalog.editing.channels import ChannelSheet
from services_catalog.editing.fields import canonical, changed, changes
from services_catalog.errors import EditConflict, FieldsWrong
from services_catalog.provenance import LOADED, Fields
from services_catalog.record import CHANNEL_KINDS
from services_catalog.vocabulary import vocabulary

router = APIRouter(route_class=DeskRoute)
LIST = "/toimitus/yhteystiedot"


@router.get(LIST)
def channels(
    request: Request, desk: Desk, me: Me, q: Annotated[str, Query(max_length=200)] = "",
    sivu: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:  # fmt: skip
    """Every channel whose name, number or id has the words."""
    wanted = q.casefold().split()
    named = [
        (channel_id, name)
        for channel_id, name in desk.channels.names().items()
        if all(word in f"{name} {channel_id}".casefold() for word in wanted)
    ]
    return desk_page(request, me, "channels.html", "channels", {"q": q, "page": page_of(request, named, sivu)})


@router.get(f"{LIST}/uusi")
def new(request: Request, me: Me, palvelu: Annotated[str, Query(max_length=80)] = "") -> Response:
    """The form of a new channel; with `palvelu` it becomes that service's."""
    filled = channel_form.fill({"kind": "phone"}, language_of(request))
    return _form(request, me, None, filled, {}, palvelu)


@router.get(LIST + "/{channel_id}")
def edit(request: Request, channel_id: str, desk: Desk, me: Me) -> Response:
    """A channel's form."""
    sheet = desk.channels.open(channel_id, me)
    return _form(request, me, sheet, channel_form.fill(sheet.fields, language_of(request)), sheet.fields)


@router.post(f"{LIST}/uusi")
async def create(request: Request, desk: Desk, me: Me) -> Response:
    """Save a new channel."""
    async with request.form() as form:
        reader = Reader(form)
    return await to_thread.run_sync(_saved, request, desk, me, None, reader)


@router.post(LIST + "/{channel_id}")
async def save(request: Request, channel_id: str, desk: Desk, me: Me) -> Response:
    """Save what the editor changed, for residents at once."""
    async with request.form() as form:
        reader = Reader(form)
    return await to_thread.run_sync(_saved, request, desk, me, channel_id, reader)


def _saved(request: Request, desk: Editing, me: Author, channel_id: str | None, reader: Reader) -> Response:
    seen, service_id = reader.json("seen"), reader.text("service")
    sheet = desk.channels.open(channel_id, me) if channel_id else None
    filled = reader.filled
    if reader.text("wanted"):
        wanted = changed(reader.json("wanted"), {path: seen.get(path) for path in reader.left_to_others()})
    else:
        wanted = channel_form.read(reader)
    act = reader.text("act")
    if act.startswith("take:") and sheet is not None:
        path = act.removeprefix("take:")
        taken = changed(wanted, {path: sheet.aside[path]} if path in sheet.aside else {})
        return _form(request, me, sheet, channel_form.fill(taken, language_of(request)), seen, service_id)
    if reader.faults:
        return _form(request, me, sheet, filled.with_faults(reader.faults), seen, service_id, 422)
    try:
        saved = desk.channels.save(channel_id, seen, wanted, me)
    except FieldsWrong as error:
        return _form(request, me, sheet, filled.with_faults(error.faults), seen, service_id, 422)
    except EditConflict as conflict:
        return _conflict(request, desk, me, channel_id or "", conflict, seen, wanted)
    if service_id:
        _attach(desk, me, service_id, saved)
        return go_to(request, f"/toimitus/palvelut/{service_id}", "attached")
    return go_to(request, f"{LIST}/{saved}", "saved")


def _attach(desk: Editing, me: Author, service_id: str, channel_id: str) -> None:
    """Add a channel to a service's draft."""
    seen = canonical(desk.services.open(service_id, me).fields)
    wanted = seen | {"channels": [*seen["channels"], {"id": channel_id, "hours": None}]}
    desk.services.save(service_id, seen, wanted, me)


def _conflict(
    request: Request, desk: Editing, me: Author, channel_id: str, conflict: EditConflict, seen: Fields, wanted: Fields
) -> Response:
    current = desk.channels.open(channel_id, me).fields
    values = {
        "channel_id": channel_id, "clashes": conflict.clashes, "author": conflict.author,
        "seen": json.dumps(current, ensure_ascii=False),
        "wanted": json.dumps(changed(current, changes(seen, wanted)), ensure_ascii=False),
        "act": "save", "publish_at": "",
    }  # fmt: skip
    return desk_page(request, me, "conflict.html", "channels", values, 409)


def _form(
    request: Request, me: Author, sheet: ChannelSheet | None, filled: Filled, seen: Fields, service_id: str = "",
    status: int = 200,
) -> Response:  # fmt: skip
    words = Words(language_of(request))
    codes = sorted((m.name(words.language), code) for code, m in vocabulary().municipalities.items())
    values = {
        "sheet": sheet, "form": filled, "seen": json.dumps(seen, ensure_ascii=False), "kinds": CHANNEL_KINDS,
        "municipalities": codes, "service_id": service_id,
        "loaded": sheet is not None and sheet.source in LOADED,
        "aside": {path: words.value(path, value) for path, value in sheet.aside.items()} if sheet else {},
    }  # fmt: skip
    return desk_page(request, me, "channel.html", "channels", values, status)
