"""PTV's interface 12 (beta), on a host of its own: a key on every call, pages of a hundred, twenty ids in a filter."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from connectors.errors import Garbled, Missing
from connectors.ptv.http import Document, Page, PtvHttp, batches

ROOT = "/api/v12"
PAGE_SIZE = 100
MOST_IDS = 20

Kind = Literal["service", "service-channel", "organization", "general-description", "connection"]
CodeList = Literal[
    "service-classes",
    "target-groups",
    "life-events",
    "ontology-terms",
    "postal-codes",
    "region-codes",
    "wellbeing-services-county-codes",
]


class PtvV12:
    """What the importer reads of interface 12. Every method raises ConnectorError."""

    def __init__(self, http: PtvHttp) -> None:
        self._http = http

    def services_in(self, area: str, code: str, since: datetime | None = None) -> AsyncIterator[Page]:
        """Published services of an area; `area` is "wellbeingServicesCounties", "municipalities" or "regions"."""
        return self._search("service", areaType="LimitedArea", **{area: code}, **_since(since))

    def changed(self, kind: Kind, since: datetime) -> AsyncIterator[Page]:
        """What in the whole of PTV was published after `since` (aware)."""
        return self._search(kind, **_since(since))

    def archived(self, kind: Kind, since: datetime) -> AsyncIterator[Page]:
        """Content ids of what was archived after `since` (aware)."""
        return self._pages(f"/{kind}/archived", archivedAtOrAfter=_moment(since))

    def general_descriptions(self) -> AsyncIterator[Page]:
        """All general descriptions: there are some hundreds, and no filter by id."""
        return self._search("general-description")

    async def connections(self, services: Sequence[str]) -> list[Document]:
        """The ties between services and channels, for services with these ids."""
        return await self._filtered("/connection/search", "serviceContentIds", services)

    async def channels_of(self, organisations: Sequence[str]) -> list[Document]:
        """All published channels of organisations."""
        return await self._filtered("/service-channel/search", "organizationContentIds", organisations)

    async def one(self, kind: Kind, content_id: str) -> Document | None:
        """A whole published document, or None."""
        path = f"{ROOT}/{kind}/{content_id}"
        try:
            answer = await self._http.get(path, {})
        except Missing:
            return None
        if not isinstance(answer, dict):
            raise Garbled(f"GET {path}")
        return answer

    async def codes(self, code_list: CodeList) -> list[Document]:
        """A list of codes with their names, whole."""
        return [item async for page in self._pages(f"/{code_list}") for item in page.items]

    async def some_codes(
        self, code_list: CodeList, by: Literal["codes", "uris"], values: Sequence[str]
    ) -> list[Document]:
        """Entries of a list of codes."""
        return await self._filtered(f"/{code_list}", by, values)

    def _search(self, kind: Kind, **params: Any) -> AsyncIterator[Page]:
        return self._pages(f"/{kind}/search", **params)

    def _pages(self, path: str, **params: Any) -> AsyncIterator[Page]:
        return self._http.pages(f"{ROOT}{path}", params, items="items", count="totalPages", size=PAGE_SIZE)

    async def _filtered(self, path: str, name: str, values: Sequence[str]) -> list[Document]:
        found: list[Document] = []
        for batch in batches(values, MOST_IDS):
            async for page in self._pages(path, **{name: ",".join(batch)}):
                found += page.items
        return found


def _since(moment: datetime | None) -> dict[str, str]:
    return {} if moment is None else {"publishedAtOrAfter": _moment(moment)}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
