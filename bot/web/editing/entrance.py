"""Signing in to the desk and out of it, by forms; and the list of services."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Cookie, Form, Query, Request, Response

from bot.errors import TooManyAttempts, WrongCredentials
from bot.storage import now
from bot.texts import texts
from bot.web.editing.access import Desk, DeskRoute, Here, Me, desk_page, go_to, sign_in_page
from bot.web.editing.lists import page_of
from bot.web.house import language_of
from bot.web.service_pages import catalog_language
from bot.web.session_api import COOKIE, set_cookie
from services_catalog import Query as Search
from services_catalog.editing.overview import STATES

router = APIRouter(route_class=DeskRoute)
Text = Annotated[str, Query(max_length=200)]
MOST_FOUND = 300


@router.get("/toimitus")
def services(
    request: Request, here: Here, desk: Desk, me: Me,
    q: Text = "", tila: Text = "", organisaatio: Text = "", sivu: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:  # fmt: skip
    """The services on the desk: published ones, drafts and withdrawn ones."""
    found = None
    if q.strip():
        search = Search(now=now(), text=q, language=catalog_language(request), limit=MOST_FOUND)
        found = [hit.listing.service.id for hit in here.catalog.try_out(search).hits]
    state = tila if tila in STATES else ""
    entries = desk.overview.entries(me, found, q, state, organisaatio)
    values = {
        "q": q, "state": state, "states": STATES, "organisation": organisaatio,
        "organisations": desk.overview.organisations(), "page": page_of(request, entries, sivu),
    }  # fmt: skip
    return desk_page(request, me, "services.html", "services", values)


@router.post("/toimitus/kirjaudu")
async def sign_in(
    request: Request, here: Here, username: Annotated[str, Form(max_length=60)] = "",
    password: Annotated[str, Form(max_length=200)] = "", back: Annotated[str, Form(max_length=300)] = "",
) -> Response:  # fmt: skip
    """Sign in and go where the editor wanted."""
    try:
        _, token = await to_thread.run_sync(here.accounts.sign_in, username.strip(), password)
    except (WrongCredentials, TooManyAttempts) as refusal:
        fault = texts().say(f"error_{refusal.code}", language_of(request))
        return sign_in_page(request, refusal, username, fault)
    path = back if back.startswith("/toimitus/") and "\\" not in back else "/toimitus"
    response = go_to(request, path)
    set_cookie(response, here, token)
    return response


@router.post("/toimitus/poistu")
async def sign_out(request: Request, here: Here, token: Annotated[str | None, Cookie(alias=COOKIE)] = None) -> Response:
    """Sign out."""
    if token:
        await to_thread.run_sync(here.accounts.sign_out, token)
    response = go_to(request, "/toimitus")
    response.delete_cookie(COOKIE)
    return response
