"""The service tray: search form, results and a page for each service with the question whether it helped, all made
here so that no script is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, cast
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from bot.errors import ServiceUnknown, TooManyAnswers
from bot.storage import now
from bot.web.helpful import keep, question
from bot.web.house import House, house, language_of
from bot.web.opening_words import hours_in_words
from bot.web.origins import require_own_origin
from bot.web.templating import render
from bot.web.timetable import timetable
from services_catalog import Query as Search
from services_catalog import SearchPage
from services_catalog.api.errors import message
from services_catalog.api.present import Presenter
from services_catalog.editing.helpfulness import Answer, Reason
from services_catalog.errors import ServiceNotFound
from services_catalog.hours import HELSINKI
from services_catalog.record import CHANNEL_KINDS, ChannelKind, Language, Listing
from services_catalog.vocabulary import Vocabulary, vocabulary

router = APIRouter(include_in_schema=False)
Here = Annotated[House, Depends(house)]
Text = Annotated[str, Query(max_length=500)]

PAGE = 20
FACETS = ("municipality", "audience", "service_language", "channel", "open_now", "free")


@router.get("/palvelut")
def find(
    request: Request,
    here: Here,
    q: Text = "",
    municipality: Text = "",
    audience: Text = "",
    service_language: Text = "",
    channel: Text = "",
    open_now: Text = "",
    free: Text = "",
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> HTMLResponse:
    """Search form and results. A value the catalogue does not know counts as none, as the form then shows."""
    terms, language, moment = vocabulary(), catalog_language(request), now()
    search = Search(
        now=moment,
        text=q,
        language=language,
        municipality=_known(municipality, terms.of_region(here.region.id)),
        audience=_known(audience, terms.audiences),
        service_language=_known(service_language, terms.languages),
        channel=cast("ChannelKind | None", _known(channel, CHANNEL_KINDS)),
        open_now=True if open_now else None,
        free=True if free else None,
        limit=PAGE,
        offset=offset,
    )
    found = here.catalog.search(search)
    present = Presenter(terms, language, moment)
    values = {
        "search": search,
        "choices": _choices(terms, here.region.id, language),
        "narrowed": any(getattr(search, facet) for facet in FACETS),
        "total": found.total,
        "items": [present.item(hit.listing) for hit in found.hits],
        "notice": _notice(found, terms, language),
        "previous": _page(request, offset - PAGE) if offset else None,
        "next": _page(request, offset + PAGE) if offset + PAGE < found.total else None,
    }
    return render(request, "services.html", values)


@router.get("/palvelut/{service_id}")
def show(request: Request, service_id: str, here: Here) -> Response:
    """One service whole."""
    return _page_of(request, here, service_id)


@router.post("/palvelut/{service_id}/palaute", dependencies=[Depends(require_own_origin)])
def answer(
    request: Request,
    service_id: str,
    here: Here,
    key: Annotated[UUID, Form()],
    helpful: Annotated[Literal["yes", "no"], Form()],
    reason: Annotated[Reason | Literal[""], Form()] = "",
    note: Annotated[str, Form(max_length=4000)] = "",
    why_asked: Annotated[bool, Form()] = False,
) -> Response:
    """Was the service helpful: keep the answer and show the page again, which asks after a "no" what was wrong."""
    try:
        keep(request, here, service_id, Answer(str(key), helpful == "yes", reason or None, note))
    except ServiceUnknown as refusal:
        return render(request, "service_missing.html", status=refusal.status)
    except TooManyAnswers as refusal:
        return _page_of(request, here, service_id, refusal.status, "wait")
    query = {"lang": language_of(request), "palaute": "kiitos"}
    if helpful == "no" and not why_asked:
        query |= {"palaute": "miksi", "avain": str(key)}
    return RedirectResponse(f"/palvelut/{service_id}?{urlencode(query)}#palaute", 303, {"Cache-Control": "no-store"})


def _page_of(request: Request, here: House, service_id: str, status: int = 200, step: str = "") -> Response:
    try:
        listing = here.catalog.get(service_id)
    except ServiceNotFound:
        return render(request, "service_missing.html", status=404)
    values = {**service_values(listing, catalog_language(request), now()), "helpful": question(request, step)}
    return render(request, "service.html", values, status)


def service_values(listing: Listing, language: Language, moment: datetime) -> dict[str, Any]:
    """What service_body.html shows of a service."""
    service = Presenter(vocabulary(), language, moment).detail(listing)
    today = moment.astimezone(HELSINKI).date()
    hours = {
        channel.id: hours_in_words(channel.hours, language, today) if channel.hours else []
        for channel in service.channel_details
    }
    return {"service": service, "hours": hours, "stops": timetable(listing.service.stops, language, moment)}


def catalog_language(request: Request) -> Language:
    """The asker's language, as one of the catalogue's."""
    return cast("Language", language_of(request))


def _known(value: str, among: Iterable[str]) -> str | None:
    return value if value in among else None


def _choices(terms: Vocabulary, region: str, language: Language) -> dict[str, list[tuple[str, str]]]:
    """(value, name) of each select."""
    places = [(code, terms.municipalities[code].name(language)) for code in terms.of_region(region)]
    return {
        "municipality": sorted(places, key=lambda place: place[1]),
        "audience": _named(terms.audiences, language),
        "service_language": _named(terms.languages, language),
    }


def _named(terms: Mapping[str, Mapping[Language, str]], language: Language) -> list[tuple[str, str]]:
    return [(code, names[language]) for code, names in terms.items()]


def _notice(found: SearchPage, terms: Vocabulary, language: Language) -> str | None:
    if found.notice is None:
        return None
    place = found.notice.municipality
    name = terms.municipalities[place].name(language) if place else ""
    return message(found.notice.code, language, municipality=name)


def _page(request: Request, offset: int) -> str:
    query = {**request.query_params, "offset": str(max(0, offset))}
    return f"{request.url.path}?{urlencode(query)}"
