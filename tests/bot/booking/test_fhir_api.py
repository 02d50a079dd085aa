"""The embedded booking as a FHIR server: resources, ETags, OperationOutcomes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from bot.booking.store import BookingStore

SYSTEM = "urn:opastin:booking-code"
CODE = "ABCDE12345"


def reserve(fhir: TestClient, slot_id: str = "nurse-0") -> dict[str, Any]:
    answer = fhir.get(f"/fhir/Slot/{slot_id}")
    body = {**answer.json(), "status": "busy"}
    return fhir.put(f"/fhir/Slot/{slot_id}", json=body, headers={"If-Match": answer.headers["ETag"]}).json()  # type: ignore[no-any-return]


def appointment(slot: dict[str, Any], code: str = CODE) -> dict[str, Any]:
    return {
        "resourceType": "Appointment", "status": "booked", "identifier": [{"system": SYSTEM, "value": code}],
        "slot": [{"reference": f"Slot/{slot['id']}"}], "start": slot["start"], "end": slot["end"],
        "participant": [{"actor": {"reference": "HealthcareService/nurse"}, "status": "accepted"}],
    }  # fmt: skip


def complaint(body: dict[str, Any]) -> tuple[str, str]:
    assert body["resourceType"] == "OperationOutcome"
    return body["issue"][0]["code"], body["issue"][0]["diagnostics"]


class TestReading:
    def test_the_capabilities_name_every_resource_and_its_searches(self, fhir: TestClient) -> None:
        answer = fhir.get("/fhir/metadata")
        assert answer.headers["content-type"] == "application/fhir+json"
        body = answer.json()
        assert (body["resourceType"], body["fhirVersion"], body["kind"]) == ("CapabilityStatement", "4.0.1", "instance")
        resources = {item["type"]: item for item in body["rest"][0]["resource"]}
        assert set(resources) == {"Location", "HealthcareService", "Schedule", "Slot", "Appointment"}
        assert [item["code"] for item in resources["Appointment"]["interaction"]] == [
            "read", "search-type", "update", "create"]  # fmt: skip
        for kind, item in resources.items():
            for param in item["searchParam"]:
                assert fhir.get(f"/fhir/{kind}", params={param["name"]: "2027-03-01"}).status_code == 200

    def test_a_slot_carries_its_version_as_etag(self, fhir: TestClient) -> None:
        answer = fhir.get("/fhir/Slot/nurse-0")
        body = answer.json()
        assert answer.headers["ETag"] == f'W/"{body["meta"]["versionId"]}"'
        assert (body["status"], body["schedule"]) == ("free", {"reference": "Schedule/nurse"})
        assert {"coding": [{"system": "urn:opastin:topic", "code": "fever"}]} in body["serviceType"]

    def test_names_stand_in_finnish_with_their_translations(self, fhir: TestClient) -> None:
        body = fhir.get("/fhir/Location/nasi").json()
        assert (body["name"], body["address"]["city"], body["address"]["line"]) == (
            "Näsin asema",
            "Porvoo",
            ["Terveystie 2"],
        )
        languages = [part["valueCode"] for extension in body["_name"]["extension"]
                     for part in extension["extension"] if part["url"] == "lang"]  # fmt: skip
        assert languages == ["sv", "en"]

    def test_a_search_answers_with_a_searchset_and_its_next_page(self, fhir: TestClient) -> None:
        body = fhir.get("/fhir/Slot", params={"status": "free", "_count": 3}).json()
        assert (body["type"], body["total"], len(body["entry"])) == ("searchset", 4, 3)
        assert body["entry"][0]["fullUrl"] == "http://testserver/fhir/Slot/dentist-0"
        links = {link["relation"]: link["url"] for link in body["link"]}
        rest = fhir.get(links["next"]).json()
        assert [entry["resource"]["id"] for entry in rest["entry"]] == ["nurse-2"]
        assert [link["relation"] for link in rest["link"]] == ["self"]

    @pytest.mark.parametrize(
        ("path", "ids"),
        [
            ("HealthcareService?service-type=urn:opastin:topic|fever", ["nurse"]),
            ("HealthcareService?_id=dentist,none", ["dentist"]),
            ("Schedule?actor=HealthcareService/nurse", ["nurse"]),
            ("Schedule?_id=dentist", ["dentist"]),
            ("Location?_id=nasi,loviisa", ["loviisa", "nasi"]),
            (f"Appointment?identifier={SYSTEM}|NONE", []),
            ("Appointment?identifier=urn:other|ABCDE12345", []),
        ],
    )
    def test_searches(self, fhir: TestClient, path: str, ids: list[str]) -> None:
        assert [entry["resource"]["id"] for entry in fhir.get(f"/fhir/{path}").json()["entry"]] == ids


class TestWriting:
    def test_reserve_book_move_and_cancel(self, fhir: TestClient, store: BookingStore) -> None:
        slot = reserve(fhir)
        once = {"If-None-Exist": f"identifier={SYSTEM}|{CODE}"}
        made = fhir.post("/fhir/Appointment", json=appointment(slot), headers=once)
        assert made.status_code == 201
        assert made.headers["Location"].endswith(f"/fhir/Appointment/{made.json()['id']}/_history/1")
        again = fhir.post("/fhir/Appointment", json=appointment(slot), headers=once)
        assert (again.status_code, again.json()) == (200, made.json())

        new = reserve(fhir, "nurse-2")
        path = f"/fhir/Appointment/{made.json()['id']}"
        times = {"slot": [{"reference": "Slot/nurse-2"}], "start": new["start"], "end": new["end"]}
        moved = fhir.put(path, headers={"If-Match": made.headers["ETag"]}, json={**made.json(), **times})
        assert (moved.status_code, moved.json()["start"]) == (200, new["start"])
        assert fhir.get("/fhir/Slot/nurse-0").json()["status"] == "free"

        reason = {
            "coding": [
                {"system": "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason", "code": "pat"}
            ]
        }
        cancelled = fhir.put(path, headers={"If-Match": moved.headers["ETag"]},
                             json={**moved.json(), "status": "cancelled", "cancelationReason": reason})  # fmt: skip
        assert cancelled.json()["cancelationReason"] == reason
        assert fhir.get("/fhir/Slot/nurse-2").json()["status"] == "free"

    def test_the_media_type_of_fhir_is_read(self, fhir: TestClient) -> None:
        slot = fhir.get("/fhir/Slot/nurse-0")
        answer = fhir.put("/fhir/Slot/nurse-0", content=slot.content.replace(b'"free"', b'"busy"'), headers={
            "If-Match": slot.headers["ETag"], "Content-Type": "application/fhir+json"})  # fmt: skip
        assert (answer.status_code, answer.json()["status"]) == (200, "busy")


class TestRefusals:
    @pytest.mark.parametrize("token", ["", "Bearer wrong", "Basic inside"])
    def test_without_the_internal_token_nothing_is_told(self, client: TestClient, token: str) -> None:
        answer = client.get("/fhir/Slot", headers={"Authorization": token} if token else {})
        assert (answer.status_code, complaint(answer.json())[0]) == (401, "login")

    @pytest.mark.parametrize(
        ("method", "path", "status", "issue"),
        [
            ("GET", "Slot/none", 404, "not-found"), ("GET", "Patient", 404, "not-found"),
            ("GET", "Patient/1", 404, "not-found"), ("DELETE", "Slot/nurse-0", 404, "not-found"),
            ("GET", "Slot?start=soon", 400, "structure"), ("GET", "Appointment", 400, "structure"),
        ],
    )  # fmt: skip
    def test_of_reading(self, fhir: TestClient, method: str, path: str, status: int, issue: str) -> None:
        answer = fhir.request(method, f"/fhir/{path}")
        assert (answer.status_code, complaint(answer.json())[0]) == (status, issue)
        assert answer.headers["content-type"] == "application/fhir+json"

    @pytest.mark.parametrize(
        ("etag", "status", "issue"), [('W/"7"', 412, "conflict"), (None, 400, "required"), ("7", 400, "structure")]
    )
    def test_of_an_update_without_the_present_version(
        self, fhir: TestClient, etag: str | None, status: int, issue: str
    ) -> None:
        body = {**fhir.get("/fhir/Slot/nurse-0").json(), "status": "busy"}
        answer = fhir.put("/fhir/Slot/nurse-0", json=body, headers={"If-Match": etag} if etag else {})
        assert (answer.status_code, complaint(answer.json())[0]) == (status, issue)
        assert fhir.get("/fhir/Slot/nurse-0").json()["status"] == "free"

    def test_of_a_body_that_is_no_json(self, fhir: TestClient) -> None:
        answer = fhir.put(
            "/fhir/Slot/nurse-0", content=b"{", headers={"If-Match": 'W/"1"', "Content-Type": "application/json"}
        )
        assert (answer.status_code, complaint(answer.json())[0]) == (400, "structure")

    def test_of_an_appointment_on_a_slot_that_was_not_reserved(self, fhir: TestClient) -> None:
        answer = fhir.post("/fhir/Appointment", json=appointment(fhir.get("/fhir/Slot/nurse-0").json()))
        assert answer.status_code == 422
        assert "reserve it first" in complaint(answer.json())[1]

    def test_of_a_second_appointment_on_a_slot(self, fhir: TestClient) -> None:
        slot = reserve(fhir)
        fhir.post("/fhir/Appointment", json=appointment(slot))
        answer = fhir.post("/fhir/Appointment", json=appointment(slot, "ZZZZZ99999"))
        assert (answer.status_code, complaint(answer.json())[0]) == (409, "conflict")

    def test_of_if_none_exist_about_another_identifier(self, fhir: TestClient) -> None:
        slot = reserve(fhir)
        answer = fhir.post(
            "/fhir/Appointment", json=appointment(slot), headers={"If-None-Exist": f"identifier={SYSTEM}|OTHER"}
        )
        assert (answer.status_code, complaint(answer.json())[0]) == (400, "structure")

    def test_a_fault_is_an_outcome_too_and_tells_nothing(
        self, fhir: TestClient, store: BookingStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(store, "slots", fails)
        answer = fhir.get("/fhir/Slot")
        assert (answer.status_code, complaint(answer.json())) == (500, ("exception", "a fault of the server"))


def test_a_booking_made_by_the_page_store_is_seen_over_fhir(fhir: TestClient, book: Callable[..., object]) -> None:
    book("nurse-0")
    (entry,) = fhir.get("/fhir/Appointment", params={"identifier": f"{SYSTEM}|{CODE}"}).json()["entry"]
    body = entry["resource"]
    assert (body["description"], body["slot"]) == ("Yskä", [{"reference": "Slot/nurse-0"}])
    assert [item["actor"]["display"] for item in body["participant"]] == ["Hoitaja", "Näsin asema"]


def fails(*_: object) -> None:
    raise RuntimeError("secret detail")
