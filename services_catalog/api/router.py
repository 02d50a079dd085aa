"""The routes: parameters in, validated, answers out."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi import Query as Parameter

from services_catalog.api.errors import CatalogRoute, message
from services_catalog.api.language import asker_language, known
from services_catalog.api.present import Presenter
from services_catalog.api.schemas import DetailOut, ErrorOut, PageOut
from services_catalog.catalog import Catalog
from services_catalog.errors import InvalidParameter
from services_catalog.record import ChannelKind, Language
from services_catalog.search import Notice, Query
from services_catalog.vocabulary import Vocabulary, vocabulary

MOST_ITEMS = 100
LONGEST_QUERY = 500

Text = Annotated[str, Parameter(max_length=LONGEST_QUERY)]
Short = Annotated[str | None, Parameter(max_length=60)]
Flag = Annotated[bool | None, Parameter()]


def create_router(
    get_catalog: Callable[[], Catalog], clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> APIRouter:
    """The contract's catalogue routes over the catalogue that `get_catalog` gives."""
    errors: dict[int | str, dict[str, Any]] = {422: {"model": ErrorOut}, 503: {"model": ErrorOut}}
    router = APIRouter(prefix="/api/catalog", tags=["catalogue"], route_class=CatalogRoute, responses=errors)
    terms = vocabulary()

    @router.get("/services", summary="Find services")
    def find_services(
        request: Request,
        response: Response,
        q: Text = "",
        lang: Short = None,
        municipality: Short = None,
        audience: Short = None,
        service_language: Short = None,
        channel: Annotated[ChannelKind | None, Parameter()] = None,
        free: Flag = None,
        open_now: Flag = None,
        topic: Short = None,
        limit: Annotated[int, Parameter(ge=1, le=MOST_ITEMS)] = 20,
        offset: Annotated[int, Parameter(ge=0, le=100_000)] = 0,
    ) -> PageOut:
        """Services that answer the words and every facet given, best first. `municipality` is a code or a name.

        When the municipality has nothing, the nearest ones are shown and `notice` says so.
        """
        language = _language(lang, request, response)
        query = Query(
            now=clock(),
            text=q,
            language=language,
            municipality=_municipality(municipality, terms),
            audience=_known("audience", audience, terms.audiences),
            service_language=_known("service_language", service_language, terms.languages),
            channel=channel,
            free=free,
            open_now=open_now,
            topic=_known("topic", topic, terms.topics),
            limit=limit,
            offset=offset,
        )
        page = get_catalog().search(query)
        present = Presenter(terms, language, query.now)
        items = [present.item(hit.listing, hit.score, hit.why) for hit in page.hits]
        return PageOut(total=page.total, items=items, notice=_notice(page.notice, terms, language))

    @router.get("/services/{service_id}", summary="One service", responses={404: {"model": ErrorOut}})
    def get_service(request: Request, response: Response, service_id: str, lang: Short = None) -> DetailOut:
        """A service whole; 404 service_not_found when there is none."""
        language = _language(lang, request, response)
        return Presenter(terms, language, clock()).detail(get_catalog().get(service_id))

    return router


def _language(lang: str | None, request: Request, response: Response) -> Language:
    if lang and known(lang) is None:
        raise InvalidParameter("lang", lang)
    language = asker_language(request)
    response.headers["Content-Language"] = language
    response.headers["Vary"] = "Accept-Language"
    return language


def _known(parameter: str, value: str | None, among: Container[str]) -> str | None:
    """An empty parameter is none at all, as forms send it. Raises InvalidParameter."""
    if not value:
        return None
    if value not in among:
        raise InvalidParameter(parameter, value)
    return value


def _municipality(value: str | None, terms: Vocabulary) -> str | None:
    if not value:
        return None
    municipality = terms.municipality(value)
    if municipality is None:
        raise InvalidParameter("municipality", value)
    return municipality.code


def _notice(notice: Notice | None, terms: Vocabulary, language: Language) -> str | None:
    if notice is None:
        return None
    name = terms.municipalities[notice.municipality].name(language) if notice.municipality else ""
    return message(notice.code, language, municipality=name)
