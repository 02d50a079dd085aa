"""Keeping the catalogue true: the quality list, trying queries, and the queries that found nothing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from bot.storage import now
from bot.web.editing.access import Desk, DeskRoute, Here, Me, desk_page
from bot.web.editing.lists import page_of
from bot.web.editing.words import Words
from bot.web.house import House, language_of
from bot.web.service_pages import catalog_language
from services_catalog import Query as Search
from services_catalog.api.errors import message
from services_catalog.editing.quality import KINDS, Finding, findings
from services_catalog.hours import HELSINKI
from services_catalog.record import LANGUAGES, Language
from services_catalog.search import Question, SearchPage
from services_catalog.vocabulary import vocabulary

router = APIRouter(route_class=DeskRoute)
Text = Annotated[str, Query(max_length=500)]
SHOWN = 20


@router.get("/toimitus/laatu")
def quality(
    request: Request, here: Here, desk: Desk, me: Me, laji: Text = "",
    sivu: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:  # fmt: skip
    """What should be mended, by kind."""
    found = [one for one in _findings(here) if me.organisation in (None, one.organisation)]
    kind = laji if laji in KINDS else ""
    values = {
        "kinds": [(one, sum(finding.kind == one for finding in found)) for one in KINDS], "kind": kind,
        "page": page_of(request, [one for one in found if kind in ("", one.kind)], sivu),
        "checks_links": here.settings.check_links, "last_check": desk.links.last(),
    }  # fmt: skip
    return desk_page(request, me, "quality.html", "quality", values)


@router.get("/toimitus/haku")
def queries(
    request: Request, here: Here, desk: Desk, me: Me, q: Text = "", kieli: Text = "", kunta: Text = "",
) -> Response:  # fmt: skip
    """Try a query as a resident of a municipality, and see why each service ranks; below, what found nothing."""
    terms, language = vocabulary(), language_of(request)
    asked: Language = next((one for one in LANGUAGES if one == kieli), catalog_language(request))
    codes = terms.of_region(here.region.id)
    search = Search(now=now(), text=q, language=asked, municipality=kunta if kunta in codes else None, limit=SHOWN)
    page: SearchPage | None = None
    question: Question | None = None
    if q.strip():
        page, question = here.catalog.try_out(search), here.catalog.understood(search)
    notice = page.notice if page else None
    place = notice.municipality if notice else None
    values = {
        "search": search, "found": page, "question": question, "languages_known": LANGUAGES,
        "notice": notice and message(notice.code, catalog_language(request),
                                     municipality=terms.municipalities[place].name(language) if place else ""),
        "municipalities": [(code, terms.municipalities[code].name(language)) for code in codes],
        "unanswered": desk.unanswered.most_asked(now().astimezone(HELSINKI).date()),
        "words": Words(language),
    }  # fmt: skip
    return desk_page(request, me, "queries.html", "queries", values)


def _findings(here: House) -> list[Finding]:
    desk = here.editing
    return findings(here.catalog.published(), now(), desk.links.broken(), desk.helpfulness.tallies())
