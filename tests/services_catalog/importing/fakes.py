"""PTV's two interfaces, faked at the transport."""

from __future__ import annotations

from collections import Counter
from typing import Any

import httpx

from tests.services_catalog.importing.documents import (
    Document,
    general_description,
    line,
    organisation,
    page,
    station,
)


class FakeV11:
    """Interface 11 with a few documents. `broken` maps a request's number to the status it is answered with."""

    def __init__(self, *services: Document, page_size: int = 2) -> None:
        self.services = list(services)
        self.channels = [station(), line(), page()]
        self.organisations = [organisation()]
        self.descriptions = [general_description()]
        self.changed: dict[tuple[str, str], list[str]] = {}
        self.page_size = page_size
        self.broken: dict[int, httpx.Response] = {}
        self.asked: list[str] = []
        self.requests: list[httpx.Request] = []

    @property
    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self.answer)

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if (response := self.broken.pop(len(self.requests), None)) is not None:
            return response
        path = request.url.path.removeprefix("/api/v11")
        params = request.url.params
        self.asked.append(path)
        match path.strip("/").split("/"):
            case ["Service", "list", "area", "WellbeingServiceCounties", "01"] | [
                "Service",
                "list",
                "area",
                _,
                "code",
                _,
            ]:
                return self._page(self.services, params)
            case ["Service", "area", _, "code", _]:
                return self._changed("Area", "Published", params)
            case [kind] if "date" in params:
                return self._changed(kind, params["status"], params)
            case ["Service", "serviceWithGD", "list"]:
                return self._listed(self.services, params)
            case ["ServiceChannel", "list"]:
                return self._listed(self.channels, params)
            case ["Organization", "list"]:
                return self._listed(self.organisations, params)
            case ["GeneralDescription", "list"]:
                return self._listed(self.descriptions, params)
        raise AssertionError(f"{path} is not a path of interface 11")

    def _page(self, items: list[Any], params: httpx.QueryParams) -> httpx.Response:
        number = int(params["page"])
        shown = items[(number - 1) * self.page_size : number * self.page_size]
        count = -(-len(items) // self.page_size)
        body = {"pageNumber": number, "pageSize": self.page_size, "pageCount": count, "itemList": shown or None}
        return httpx.Response(200, json=body)

    def _changed(self, kind: str, status: str, params: httpx.QueryParams) -> httpx.Response:
        items = [{"id": one, "name": "x"} for one in self.changed.get((kind, status), [])]
        return self._page(items, params)

    @staticmethod
    def _listed(items: list[Document], params: httpx.QueryParams) -> httpx.Response:
        wanted = params["guids"].split(",")
        assert 0 < len(wanted) <= 100
        found = [item for item in items if item.get("id") in wanted]
        return httpx.Response(200, json=found) if found else httpx.Response(404, json={"errorMessage": "not found."})


class FakeV12:
    """Interface 12: every list by its path, filtered by the ids that are asked for. A key is needed."""

    KEYS = ("serviceContentIds", "organizationContentIds", "codes", "uris")

    def __init__(self, lists: dict[str, list[Document]]) -> None:
        self.lists = lists
        self.asked: Counter[str] = Counter()

    @property
    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self.answer)

    def answer(self, request: httpx.Request) -> httpx.Response:
        if request.headers.get("x-api-key") != "avain":
            return httpx.Response(403, json={"title": "Forbidden"})
        path = request.url.path.removeprefix("/api/v12/")
        self.asked[path] += 1
        if path not in self.lists:
            return self._one(path)
        params = request.url.params
        assert int(params["pageSize"]) <= 100
        items = self.lists[path]
        for key in self.KEYS:
            if key in params:
                wanted = params[key].split(",")
                assert len(wanted) <= 20
                fields = {
                    "serviceContentIds": "serviceContentId",
                    "organizationContentIds": "organizationContentId",
                    "codes": "code",
                    "uris": "uri",
                }
                items = [item for item in items if item.get(fields[key]) in wanted]
        body = {"page": int(params["page"]), "pageSize": 100, "totalItems": len(items), "totalPages": 1, "items": items}
        return httpx.Response(200, json=body)

    def _one(self, path: str) -> httpx.Response:
        kind, _, content_id = path.rpartition("/")
        for item in self.lists.get(f"{kind}/search", self.lists.get(kind, [])):
            if item.get("contentId") == content_id:
                return httpx.Response(200, json=item)
        return httpx.Response(404, json={"title": "Not found"})
