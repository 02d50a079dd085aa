"""PTV over HTTP: paging, hundreds of ids, pauses, and going on where a load broke. Faked at the transport."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from connectors.errors import Garbled, Refused, Unavailable
from connectors.ptv import PtvHttp, PtvV11, PtvV12, Shelf
from connectors.ptv.http import PAUSES

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Host:
    """A PTV host that answers as a function says, and how long was waited between the requests."""

    def __init__(self, answer: Answer, shelf: Shelf | None = None, key: str = "") -> None:
        self.requests: list[httpx.Request] = []
        self.pauses: list[float] = []
        self._answer = answer
        self.http = PtvHttp("https://ptv.example", key, shelf, httpx.MockTransport(self._handle), self._sleep)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._answer(request)

    async def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)


def in_turn(*responses: httpx.Response) -> Answer:
    left = list(responses)
    return lambda _request: left.pop(0)


def listing(*items: Any, count: int = 1) -> httpx.Response:
    return httpx.Response(
        200, json={"pageNumber": 1, "pageSize": 1000, "pageCount": count, "itemList": list(items) or None}
    )


class TestPages:
    async def test_all_are_read_and_a_null_list_is_empty(self) -> None:
        host = Host(in_turn(listing({"id": "a"}, None, count=3), listing(count=3), listing({"id": "b"}, count=3)))
        pages = [page async for page in PtvV11(host.http).services_in("WellbeingServiceCounties", "01")]
        assert [(page.number, page.count, page.items) for page in pages] == [
            (1, 3, [{"id": "a"}]), (2, 3, []), (3, 3, [{"id": "b"}]),
        ]  # fmt: skip
        assert host.requests[1].url == (
            "https://ptv.example/api/v11/Service/list/area/WellbeingServiceCounties/code/01?serviceWithGD=true&page=2"
        )

    @pytest.mark.parametrize("body", [[], {}, {"pageCount": "x", "itemList": []}, {"pageCount": 1, "itemList": 3}])
    async def test_another_shape_is_garbled(self, body: Any) -> None:
        host = Host(in_turn(httpx.Response(200, json=body)))
        with pytest.raises(Garbled):
            [page async for page in PtvV11(host.http).changed("Service", NOW)]

    async def test_moments_are_in_utc(self) -> None:
        host = Host(in_turn(listing()))
        moment = datetime.fromisoformat("2026-11-22T14:00:00+02:00")
        _ = [page async for page in PtvV11(host.http).changed("ServiceChannel", moment, "Withdrawn")]
        assert dict(host.requests[0].url.params) == {"date": "2026-11-22T12:00:00", "status": "Withdrawn", "page": "1"}

    async def test_interface_12_sends_its_key_and_asks_for_a_hundred(self) -> None:
        body = {"page": 1, "pageSize": 100, "totalItems": 0, "totalPages": 0, "items": []}
        host = Host(in_turn(httpx.Response(200, json=body)), key="avain")
        _ = [page async for page in PtvV12(host.http).services_in("wellbeingServicesCounties", "01", NOW)]
        request = host.requests[0]
        assert request.headers["x-api-key"] == "avain"
        assert dict(request.url.params) == {
            "areaType": "LimitedArea", "wellbeingServicesCounties": "01",
            "publishedAtOrAfter": "2026-11-22T12:00:00.000Z", "page": "1", "pageSize": "100",
        }  # fmt: skip


class TestIds:
    async def test_a_hundred_at_a_time_and_none_found_is_none(self) -> None:
        host = Host(
            in_turn(httpx.Response(200, json=[{"id": "1"}, None]), httpx.Response(404), httpx.Response(200, json=[]))
        )
        assert await PtvV11(host.http).channels([str(n) for n in range(250)]) == [{"id": "1"}]
        assert [len(request.url.params["guids"].split(",")) for request in host.requests] == [100, 100, 50]

    async def test_no_ids_ask_nothing(self) -> None:
        host = Host(in_turn())
        assert await PtvV11(host.http).services([]) == []

    async def test_interface_12_one_by_one(self) -> None:
        host = Host(in_turn(httpx.Response(200, json={"contentId": "a"}), httpx.Response(404)))
        ptv = PtvV12(host.http)
        assert await ptv.one("service", "a") == {"contentId": "a"}
        assert await ptv.one("service", "b") is None


class TestPauses:
    async def test_a_busy_host_is_asked_again_after_longer_and_longer(self) -> None:
        host = Host(in_turn(httpx.Response(503), httpx.Response(500), httpx.Response(200, json=[])))
        assert await PtvV11(host.http).services(["a"]) == []
        assert host.pauses == list(PAUSES[:2])

    @pytest.mark.parametrize("as_date", [True, False])
    async def test_the_pause_it_asks_for_is_kept(self, as_date: bool) -> None:
        header = format_datetime(datetime.now(UTC) + timedelta(seconds=18), usegmt=True) if as_date else "17"
        host = Host(in_turn(httpx.Response(429, headers={"Retry-After": header}), httpx.Response(200, json=[])))
        await PtvV11(host.http).services(["a"])
        assert 10 < host.pauses[0] <= 18

    async def test_a_pause_that_cannot_be_read_is_our_own(self) -> None:
        host = Host(in_turn(httpx.Response(503, headers={"Retry-After": "soon"}), httpx.Response(200, json=[])))
        await PtvV11(host.http).services(["a"])
        assert host.pauses == [PAUSES[0]]

    async def test_too_long_a_pause_ends_the_load(self) -> None:
        host = Host(in_turn(httpx.Response(429, headers={"Retry-After": "86400"})))
        with pytest.raises(Unavailable):
            await PtvV11(host.http).services(["a"])
        assert host.pauses == []

    async def test_at_last_it_gives_up(self) -> None:
        host = Host(lambda _request: httpx.Response(502))
        with pytest.raises(Unavailable):
            await PtvV11(host.http).services(["a"])
        assert len(host.requests) == len(PAUSES) + 1

    async def test_a_refusal_is_not_repeated(self) -> None:
        host = Host(lambda _request: httpx.Response(403))
        with pytest.raises(Refused):
            await PtvV11(host.http).services(["a"])
        assert len(host.requests) == 1


class TestShelf:
    async def test_what_was_fetched_is_not_asked_again(self, tmp_path: Path) -> None:
        host = Host(in_turn(httpx.Response(200, json=[{"id": "ä"}])), Shelf(tmp_path / "shelf", NOW))
        assert await PtvV11(host.http).services(["a"]) == [{"id": "ä"}]
        later = Host(in_turn(), Shelf(tmp_path / "shelf", NOW + timedelta(hours=5)))
        assert await PtvV11(later.http).services(["a"]) == [{"id": "ä"}]

    def test_it_remembers_when_the_load_began(self, tmp_path: Path) -> None:
        Shelf(tmp_path / "shelf", NOW)
        assert Shelf(tmp_path / "shelf", NOW + timedelta(hours=5)).began == NOW

    def test_after_a_day_it_begins_anew(self, tmp_path: Path) -> None:
        old = Shelf(tmp_path / "shelf", NOW)
        old.put("/x", {}, [1])
        new = Shelf(tmp_path / "shelf", NOW + timedelta(hours=25))
        assert new.get("/x", {}) is None
        assert new.began == NOW + timedelta(hours=25)

    def test_other_parameters_are_another_answer(self, tmp_path: Path) -> None:
        shelf = Shelf(tmp_path / "shelf", NOW)
        shelf.put("/x", {"page": 1}, [1])
        assert shelf.get("/x", {"page": 2}) is None
        assert shelf.get("/x", {"page": 1}) == [1]
