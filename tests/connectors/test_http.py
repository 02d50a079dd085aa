"""The HTTP client: every foreign error mapped, bounded retries, statuses as our errors. Faked at the transport."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from connectors.errors import (
    Conflict,
    ConnectorError,
    Garbled,
    Missing,
    Refused,
    TimedOut,
    Unavailable,
    Unreachable,
)
from connectors.http import HttpClient, mapped

pytestmark = pytest.mark.anyio

MAPPING: dict[type[httpx.HTTPError], type[ConnectorError]] = {
    httpx.ConnectTimeout: Unreachable,
    httpx.PoolTimeout: Unreachable,
    httpx.ReadTimeout: TimedOut,
    httpx.WriteTimeout: TimedOut,
    httpx.ConnectError: Unreachable,
    httpx.ReadError: Unreachable,
    httpx.WriteError: Unreachable,
    httpx.CloseError: Unreachable,
    httpx.ProxyError: Unreachable,
    httpx.LocalProtocolError: Unreachable,
    httpx.RemoteProtocolError: Unreachable,
    httpx.UnsupportedProtocol: Garbled,
    httpx.DecodingError: Garbled,
    httpx.TooManyRedirects: Garbled,
}
"""The leaves of httpx's error tree. HTTPStatusError is no leaf of ours: only raise_for_status makes it."""


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def leaves(kind: type[httpx.HTTPError]) -> Iterator[type[httpx.HTTPError]]:
    children = [child for child in kind.__subclasses__() if child.__module__.startswith("httpx")]
    if not children:
        yield kind
    for child in children:
        yield from leaves(child)


def error_of(kind: type[httpx.HTTPError]) -> httpx.HTTPError:
    return kind("boom")


class TestErrorTree:
    def test_every_error_httpx_can_raise_is_in_the_table(self) -> None:
        assert set(leaves(httpx.HTTPError)) - {httpx.HTTPStatusError} == set(MAPPING)

    def test_httpx_has_no_other_family_of_errors_that_a_plain_request_can_raise(self) -> None:
        public = {item for item in vars(httpx).values() if isinstance(item, type) and issubclass(item, Exception)}
        others = {item for item in public if not issubclass(item, httpx.HTTPError)}
        ours_to_avoid = {httpx.InvalidURL, httpx.CookieConflict}  # made by the caller, not by the far end
        assert {item for item in others if not issubclass(item, httpx.StreamError)} == ours_to_avoid

    @pytest.mark.parametrize(("foreign", "ours"), MAPPING.items(), ids=lambda kind: kind.__name__)
    def test_it_becomes_one_of_ours(self, foreign: type[httpx.HTTPError], ours: type[ConnectorError]) -> None:
        error = mapped(error_of(foreign), "GET /x")
        assert type(error) is ours
        assert error.where == "GET /x"

    @pytest.mark.parametrize(("foreign", "ours"), MAPPING.items(), ids=lambda kind: kind.__name__)
    async def test_the_client_raises_it(self, foreign: type[httpx.HTTPError], ours: type[ConnectorError]) -> None:
        far_end = FarEnd([error_of(foreign)])
        with pytest.raises(ours):
            await far_end.call("POST")


class FarEnd:
    """Plays one answer after the other and counts the tries."""

    def __init__(self, answers: list[httpx.Response | Exception]) -> None:
        self.answers = answers
        self.seen: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def call(self, method: str, read: str = "call", **options: object) -> object:
        http = HttpClient("http://far.example", "secret", transport=httpx.MockTransport(self))
        try:
            return await getattr(http, read)(method, "/x", **options)
        finally:
            await http.close()


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connectors.http.PAUSES", (0.0, 0.0))


class TestStatuses:
    @pytest.mark.parametrize(
        ("status", "ours", "retry"),
        [
            (400, Refused, False), (401, Refused, False), (403, Refused, False), (404, Missing, False),
            (409, Conflict, False), (410, Missing, False), (412, Conflict, False), (422, Refused, False),
            (429, Unavailable, True), (500, Unavailable, True), (502, Unavailable, True), (503, Unavailable, True),
            (302, Refused, False),
        ],
    )  # fmt: skip
    async def test_a_status_is_an_error_that_says_whether_to_retry(
        self, status: int, ours: type[ConnectorError], retry: bool
    ) -> None:
        with pytest.raises(ours) as raised:
            await FarEnd([httpx.Response(status)]).call("POST")
        assert type(raised.value) is ours
        assert (raised.value.status, raised.value.retry) == (status, retry)

    @pytest.mark.parametrize(
        ("answer", "code"),
        [
            (httpx.Response(409, json={"error": {"code": "taken"}}), "taken"),
            (httpx.Response(409, json={"resourceType": "OperationOutcome"}), None),
            (httpx.Response(409, json=[]), None),
            (httpx.Response(409, text="<h1>Conflict</h1>"), None),
        ],
    )
    async def test_the_far_ends_code_is_kept_when_it_has_one(self, answer: httpx.Response, code: str | None) -> None:
        with pytest.raises(Conflict) as raised:
            await FarEnd([answer]).call("POST")
        assert raised.value.code == code

    async def test_an_answer_that_is_no_json_is_garbled(self) -> None:
        with pytest.raises(Garbled):
            await FarEnd([httpx.Response(200, text="hello")]).call("GET", "json")


class TestRetries:
    @pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
    async def test_what_can_be_repeated_is_tried_three_times(self, method: str) -> None:
        far_end = FarEnd([httpx.ReadTimeout("slow"), httpx.Response(503), httpx.Response(200)])
        await far_end.call(method)
        assert len(far_end.seen) == 3

    async def test_the_third_failure_is_told(self) -> None:
        far_end = FarEnd([httpx.ReadTimeout("slow")] * 4)
        with pytest.raises(TimedOut):
            await far_end.call("GET")
        assert len(far_end.seen) == 3

    async def test_what_must_not_be_repeated_is_tried_once(self) -> None:
        far_end = FarEnd([httpx.ReadTimeout("slow"), httpx.Response(200)])
        with pytest.raises(TimedOut):
            await far_end.call("POST")
        assert len(far_end.seen) == 1

    async def test_a_refusal_is_not_repeated(self) -> None:
        far_end = FarEnd([httpx.Response(404), httpx.Response(200)])
        with pytest.raises(Missing):
            await far_end.call("GET")
        assert len(far_end.seen) == 1

    async def test_the_caller_may_say_how_often(self) -> None:
        far_end = FarEnd([httpx.Response(503), httpx.Response(201)])
        await far_end.call("POST", tries=2)
        assert len(far_end.seen) == 2


async def test_the_token_and_the_callers_headers_are_sent() -> None:
    far_end = FarEnd([httpx.Response(200)])
    await far_end.call("PUT", body={"a": 1}, headers={"Content-Type": "application/fhir+json", "If-Match": 'W/"1"'})
    headers = far_end.seen[0].headers
    assert headers["authorization"] == "Bearer secret"
    assert (headers["content-type"], headers["if-match"]) == ("application/fhir+json", 'W/"1"')


async def test_an_error_names_the_far_end_without_query_or_body() -> None:
    with pytest.raises(Missing) as raised:
        await FarEnd([httpx.Response(404)]).call("GET", params={"identifier": "SECRETCODE"}, body={"name": "Aino"})
    assert str(raised.value) == "GET /x: Missing 404"
