"""Who changed what: the versions of a service or a channel, and going back to one."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response

from bot.web.editing.access import Desk, DeskRoute, Me, desk_page, go_to
from bot.web.editing.words import Words
from bot.web.house import language_of
from services_catalog.editing import Author, Editing, Intent
from services_catalog.editing.versions import Kind
from services_catalog.errors import FieldsWrong

router = APIRouter(route_class=DeskRoute)
SERVICE = "/toimitus/palvelut/{service_id}/historia"
CHANNEL = "/toimitus/yhteystiedot/{channel_id}/historia"


@router.get(SERVICE)
def of_service(request: Request, service_id: str, desk: Desk, me: Me) -> Response:
    """A service's versions, newest first, each with what it changed."""
    return _page(request, desk, me, "service", service_id, desk.services.open(service_id, me).name)


@router.get(CHANNEL)
def of_channel(request: Request, channel_id: str, desk: Desk, me: Me) -> Response:
    """A channel's versions."""
    return _page(request, desk, me, "channel", channel_id, desk.channels.open(channel_id, me).name)


@router.post(SERVICE)
def restore_service(
    request: Request, service_id: str, desk: Desk, me: Me, number: Annotated[int, Form(ge=1)],
    act: Annotated[Literal["draft", "publish"], Form()] = "draft",
) -> Response:  # fmt: skip
    """Go back to a version, as a draft or for residents at once."""
    try:
        desk.services.restore(service_id, number, me, Intent(publish=act == "publish"))
    except FieldsWrong as error:
        return _page(request, desk, me, "service", service_id, desk.services.open(service_id, me).name, error)
    return go_to(request, f"/toimitus/palvelut/{service_id}", "restored" if act == "publish" else "restored_draft")


@router.post(CHANNEL)
def restore_channel(
    request: Request, channel_id: str, desk: Desk, me: Me, number: Annotated[int, Form(ge=1)]
) -> Response:
    """Go back to a version of a channel."""
    try:
        desk.channels.restore(channel_id, number, me)
    except FieldsWrong as error:
        return _page(request, desk, me, "channel", channel_id, desk.channels.open(channel_id, me).name, error)
    return go_to(request, f"/toimitus/yhteystiedot/{channel_id}", "restored")


def _page(
    request: Request, desk: Editing, me: Author, kind: Kind, record_id: str, name: str, error: FieldsWrong | None = None
) -> Response:
    folder = "palvelut" if kind == "service" else "yhteystiedot"
    values = {
        "kind": kind, "name": name, "back": f"/toimitus/{folder}/{record_id}",
        "versions": desk.services.history(kind, record_id), "faults": error.faults if error else (),
        "words": Words(language_of(request), desk.channels.names() | desk.overview.organisations()),
    }  # fmt: skip
    section = "services" if kind == "service" else "channels"
    return desk_page(request, me, "history.html", section, values, 422 if error else 200)
