"""PTV's interface 11. Reads need no key; lists are paged by a thousand, documents are asked for by a hundred ids."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from connectors.errors import Missing
from connectors.ptv.http import Document, Page, PtvHttp, batches, documents

ROOT = "/api/v11"
MOST_IDS = 100

Kind = Literal["Service", "ServiceChannel", "Organization", "GeneralDescription"]
Status = Literal["Published", "Archived", "Withdrawn"]
AreaType = Literal["Municipality", "Province", "WellbeingServiceCounties"]


class PtvV11:
    """What the importer reads of interface 11. Every method raises ConnectorError."""

    def __init__(self, http: PtvHttp) -> None:
        self._http = http

    def services_in(self, area: AreaType, code: str) -> AsyncIterator[Page]:
        """Whole published services of an area, the texts of their general descriptions among theirs (GD_...)."""
        return self._pages(f"/Service/list/area/{area}/code/{code}", serviceWithGD="true")

    def changed_in(self, area: AreaType, code: str, since: datetime) -> AsyncIterator[Page]:
        """Ids and names of the area's published services that were changed after `since` (aware)."""
        return self._pages(f"/Service/area/{area}/code/{code}", date=_moment(since))

    def changed(self, kind: Kind, since: datetime, status: Status = "Published") -> AsyncIterator[Page]:
        """Ids and names of what in the whole of PTV was changed to `status` after `since` (aware)."""
        return self._pages(f"/{kind}", date=_moment(since), status=status)

    async def services(self, ids: Sequence[str]) -> list[Document]:
        """Whole services; those that are not published any more are left out."""
        return await self._by_ids("/Service/serviceWithGD/list", ids)

    async def channels(self, ids: Sequence[str]) -> list[Document]:
        """Whole channels, in the same way."""
        return await self._by_ids("/ServiceChannel/list", ids)

    async def organisations(self, ids: Sequence[str]) -> list[Document]:
        """Whole organisations, in the same way."""
        return await self._by_ids("/Organization/list", ids)

    async def general_descriptions(self, ids: Sequence[str]) -> list[Document]:
        """Whole general descriptions, in the same way."""
        return await self._by_ids("/GeneralDescription/list", ids)

    def _pages(self, path: str, **params: Any) -> AsyncIterator[Page]:
        return self._http.pages(f"{ROOT}{path}", params, items="itemList", count="pageCount")

    async def _by_ids(self, path: str, ids: Sequence[str]) -> list[Document]:
        found: list[Document] = []
        for batch in batches(ids, MOST_IDS):
            try:
                answer = await self._http.get(f"{ROOT}{path}", {"guids": ",".join(batch)})
            except Missing:  # PTV's answer when it has none of the hundred
                continue
            found += documents(answer, f"{ROOT}{path}")
        return found


def _moment(moment: datetime) -> str:
    """A moment as interface 11 reads it: UTC, without saying so."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
