"""What residents will see: the form as it stands, as the chat's card and as the page of the tray, in a frame."""

from __future__ import annotations

from typing import cast

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from bot.storage import now
from bot.texts import texts
from bot.web.editing import service_form
from bot.web.editing.access import Desk, DeskRoute, Me
from bot.web.editing.forms import Reader
from bot.web.editing.words import Words
from bot.web.headers import POLICY
from bot.web.house import language_of
from bot.web.service_pages import service_values
from bot.web.templating import render
from services_catalog.api.present import Presenter
from services_catalog.editing import Author, Editing
from services_catalog.errors import Fault, FieldsWrong
from services_catalog.record import LANGUAGES, Language
from services_catalog.vocabulary import vocabulary

router = APIRouter(route_class=DeskRoute)
FRAMED = {
    "Content-Security-Policy": POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
    "Cache-Control": "no-store",
}
"""This page alone may stand in a frame, and in one of ours only."""
UNNAMED = "esikatselu"


@router.post("/toimitus/esikatselu")
async def preview(request: Request, desk: Desk, me: Me) -> Response:
    """The preview of a sent form. Nothing is saved."""
    async with request.form() as form:
        reader = Reader(form)
    return await to_thread.run_sync(_preview, request, desk, me, reader)


def _preview(request: Request, desk: Editing, me: Author, reader: Reader) -> Response:
    wanted = service_form.read(reader, desk.channels.names(), me.name, now())
    if me.organisation:
        wanted["organisation"] = me.organisation
    asked = reader.text("preview_language")
    language = cast("Language", asked if asked in LANGUAGES else language_of(request))
    words = Words(language)
    faults: tuple[Fault, ...] = tuple(reader.faults)
    values: dict[str, object] = {"words": words}
    if not faults:
        try:
            listing = desk.services.listing(reader.text("id") or UNNAMED, wanted)
        except FieldsWrong as error:
            faults = error.faults
        else:
            moment = now()
            values |= service_values(listing, language, moment)
            item = Presenter(vocabulary(), language, moment).item(listing)
            config = {
                "language": language,
                "service": item.model_dump(mode="json"),
                "texts": texts().in_language(language, "widget_"),
            }
            values |= {"item": item, "config": config}
    return render(request, "desk/preview.html", {**values, "faults": faults}, 200, FRAMED, language)
