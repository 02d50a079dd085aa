"""A foreign FHIR server, faked at the transport: plain R4, no topics of ours, no freeing of slots by itself."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

import httpx
import pytest

from connectors.booking import Booking
from connectors.http import HttpClient

Json = dict[str, Any]
BASE = "https://fhir.county.example/r4"
CONCEPTS = [
    {
        "coding": [
            {"system": "urn:oid:1.2.246.537.6.49", "code": "101"},
            {"system": "urn:opastin:topic", "code": "cough"},
        ]
    }
]


class ForeignServer:
    """Resources in memory with versions. `faults` are played before or after the server acts, once each."""

    def __init__(self) -> None:
        self.store: dict[str, Json] = {}
        self.calls: list[str] = []
        self.before: defaultdict[str, list[httpx.Response | Exception]] = defaultdict(list)
        self.after: defaultdict[str, list[httpx.Response | Exception]] = defaultdict(list)
        self.on: dict[str, Callable[[], None]] = {}

    def put(self, body: Json) -> Json:
        key = f"{body['resourceType']}/{body['id']}"
        old = int(self.store[key]["meta"]["versionId"]) if key in self.store else 0
        self.store[key] = {**body, "meta": {"versionId": str(old + 1)}}
        return self.store[key]

    def status(self, key: str) -> str:
        return str(self.store[key]["status"])

    def appointments(self) -> list[Json]:
        return [body for key, body in self.store.items() if key.startswith("Appointment/")]

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        kind = request.url.path.removeprefix("/r4/").split("/")[0]
        call = f"{request.method} {kind}"
        self.calls.append(call)
        if call in self.on:
            self.on.pop(call)()
        if fault := self._next(self.before[call]):
            return fault
        answer = self.answer(request, kind)
        return self._next(self.after[call]) or answer

    @staticmethod
    def outcome(status: int) -> httpx.Response:
        body = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "processing"}]}
        return httpx.Response(status, json=body)

    @staticmethod
    def slot(name: str, day: int, status: str = "free", schedule: str = "s1") -> Json:
        return {
            "resourceType": "Slot", "id": name, "status": status, "schedule": {"reference": f"Schedule/{schedule}"},
            "start": f"2027-03-{day:02}T08:00:00+02:00",
            "end": f"2027-03-{day:02}T06:20:00.000Z", "comment": "kept", "serviceType": CONCEPTS,
        }  # fmt: skip

    @staticmethod
    def _next(faults: list[httpx.Response | Exception]) -> httpx.Response | None:
        fault = faults.pop(0) if faults else None
        if isinstance(fault, Exception):
            raise fault
        return fault

    def answer(self, request: httpx.Request, kind: str) -> httpx.Response:
        key = request.url.path.removeprefix("/r4/")
        if request.method == "GET":
            if key == kind:
                return self.search(kind, request.url.params)
            return self.whole(self.store[key]) if key in self.store else self.outcome(404)
        if request.headers["content-type"] != "application/fhir+json":
            return self.outcome(415)
        body = json.loads(request.content)
        if request.method == "POST":
            return self.create(body, request.headers["if-none-exist"])
        if request.headers["if-match"] != f'W/"{self.store[key]["meta"]["versionId"]}"':
            return self.outcome(412)
        return self.whole(self.put(body))

    def create(self, body: Json, criteria: str) -> httpx.Response:
        token = criteria.removeprefix("identifier=")
        for known in self.appointments():
            if any(f"{item['system']}|{item['value']}" == token for item in known["identifier"]):
                return self.whole(known)
        return self.whole(self.put({**body, "id": str(len(self.store))}), 201)

    def search(self, kind: str, params: httpx.QueryParams) -> httpx.Response:
        found = [body for key, body in self.store.items() if key.startswith(f"{kind}/") and matches(body, params)]
        found.sort(key=lambda body: str(body.get("start", "")))
        entries = [{"resource": body, "search": {"mode": "match"}} for body in found[: int(params.get("_count", 100))]]
        noise = {"resource": {"resourceType": "OperationOutcome", "issue": []}, "search": {"mode": "outcome"}}
        return httpx.Response(200, json={"resourceType": "Bundle", "type": "searchset", "entry": [*entries, noise]})

    def whole(self, body: Json, status: int = 200) -> httpx.Response:
        headers = {"ETag": f'W/"{body["meta"]["versionId"]}"'}
        return httpx.Response(status, json=body, headers=headers)


def tokens(concepts: list[Json]) -> set[str]:
    return {f"{coding['system']}|{coding['code']}" for concept in concepts for coding in concept["coding"]}


def matches(body: Json, params: httpx.QueryParams) -> bool:
    """The search parameters a plain server has."""
    tests: dict[str, Callable[[str], bool]] = {
        "_id": lambda value: body["id"] in value.split(","),
        "status": lambda value: body["status"] == value,
        "service-type": lambda value: value in tokens(body["type"]),
        "actor": lambda value: any(
            actor["reference"].removeprefix(f"{BASE}/") in value.split(",") for actor in body["actor"]
        ),
        "schedule": lambda value: body["schedule"]["reference"] in value.split(","),
        "start": lambda value: compare(value, datetime.fromisoformat(body["start"])),
        "identifier": lambda value: any(f"{i['system']}|{i['value']}" == value for i in body["identifier"]),
    }
    return all(tests[name](value) for name, value in params.multi_items() if name not in ("_sort", "_count"))


def compare(condition: str, start: datetime) -> bool:
    limit = datetime.fromisoformat(condition[2:])
    return start >= limit if condition.startswith("ge") else start < limit


def in_swedish(text: str) -> Json:
    content = [{"url": "lang", "valueCode": "sv"}, {"url": "content", "valueString": text}]
    return {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": content}]}


@pytest.fixture
def server() -> ForeignServer:
    """A nurse in Porvoo (schedule s1, slots a-c) and one in Loviisa without a Location of her own (s2, slot d)."""
    server = ForeignServer()
    for body in (
        {"resourceType": "Location", "id": "l1", "name": "Näsin asema",
         "address": {"line": ["Terveystie 2"], "city": "Porvoo", "postalCode": "06100", "_city": in_swedish("Borgå")}},
        {"resourceType": "HealthcareService", "id": "h1", "active": True, "name": "Hoitaja", "type": CONCEPTS,
         "_name": in_swedish("Sjukskötare"), "location": [{"reference": f"{BASE}/Location/l1"}]},
        {"resourceType": "HealthcareService", "id": "h2", "name": "Loviisan hoitaja", "type": CONCEPTS},
        {"resourceType": "HealthcareService", "id": "h3", "active": False, "name": "Suljettu", "type": CONCEPTS},
        {"resourceType": "Schedule", "id": "s1",
         "actor": [{"reference": "Practitioner/p"}, {"reference": f"{BASE}/HealthcareService/h1"}]},
        {"resourceType": "Schedule", "id": "s2", "actor": [{"reference": "HealthcareService/h2"}]},
        {"resourceType": "Schedule", "id": "s3", "actor": [{"reference": "HealthcareService/h3"}]},
        server.slot("a", 3), server.slot("b", 1), server.slot("c", 2, "busy"), server.slot("d", 4, schedule="s2"),
        server.slot("e", 1, schedule="s3"),
    ):  # fmt: skip
        server.put(body)
    return server


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def booking(server: ForeignServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Booking]:
    monkeypatch.setattr("connectors.http.PAUSES", (0.0, 0.0))
    http = HttpClient("https://fhir.county.example", transport=httpx.MockTransport(server))
    yield Booking(http, root="/r4")
    await http.close()
