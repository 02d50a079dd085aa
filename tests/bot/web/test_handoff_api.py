"""From the queue to the nurse and back, over the API."""

from __future__ import annotations

import httpx2
import pytest
from fastapi.testclient import TestClient

from bot.web.house import House
from services_catalog.editing import Author
from tests.bot.web.conftest import FakeRasa, Nurse, Resident

UUID = "55555555-5555-4555-8555-555555555555"


def claim(nurse: Nurse) -> str:
    handoff: str = nurse.queue()["queued"][0]["id"]
    assert nurse.client.post(f"/api/handoff/{handoff}/claim").status_code == 200
    return handoff


def test_the_whole_way(resident: Resident, nurse: Nurse, rasa: FakeRasa) -> None:
    (queued,) = resident.press("handoff:request")
    data = {"kind": "handoff", "topic": "talk_to_human", "state": "queued", "position": 1, "wait_minutes": None}
    assert queued["data"] == data
    (row,) = nurse.queue()["queued"]
    assert (row["position"], row["language"], row["reason"]) == (1, "fi", "asked")
    (noted,) = resident.say("lisäksi mulla on kuumetta")
    assert noted["data"]["state"] == "queued"

    handoff = claim(nurse)
    assert resident.messages()[-1]["data"]["state"] == "human"
    written = nurse.client.post(f"/api/handoff/{handoff}/messages", json={"client_id": UUID, "text": "Kerro lisää."})
    assert written.status_code == 201
    assert resident.messages()[-1]["sender"] == "nurse"
    assert resident.say("kolme päivää jo") == []
    seen = nurse.client.get(f"/api/handoff/{handoff}/messages?after=0").json()["messages"]
    assert seen[-1]["text"] == "kolme päivää jo"
    assert rasa.heard == []

    nurse.client.post(f"/api/handoff/{handoff}/close")
    assert resident.messages()[-1]["data"]["state"] == "closed"
    (thanks,) = resident.press("feedback:5")
    assert thanks["data"]["topic"] == "feedback"
    assert "kuulin" in resident.say("vielä yksi asia")[0]["text"]


def test_the_nurse_reads_over_a_socket(resident: Resident, nurse: Nurse) -> None:
    resident.press("handoff:request")
    handoff = claim(nurse)
    with nurse.client.websocket_connect(f"/api/handoff/{handoff}/ws") as socket:
        seen = socket.receive_json()["messages"]
        resident.say("näkyykö tämä")
        while seen[-1]["text"] != "näkyykö tämä":
            seen += socket.receive_json()["messages"]
    assert [message["seq"] for message in seen] == list(range(1, len(seen) + 1))


def test_two_nurses_one_conversation(client: TestClient, resident: Resident, nurse: Nurse, house: House) -> None:
    other = Nurse(client, house, "berit")
    resident.press("handoff:request")
    handoff = claim(nurse)
    late = other.client.post(f"/api/handoff/{handoff}/claim")
    assert (late.status_code, late.json()["error"]["code"]) == (409, "already_claimed")
    assert other.client.get(f"/api/handoff/{handoff}/messages").status_code == 409


def test_strangers_and_other_roles_stay_out(client: TestClient, house: House) -> None:
    assert client.get("/api/handoff/queue").json()["error"]["code"] == "sign_in_required"
    house.accounts.create("eeva", "salasana-123", "editor", "Eeva")
    client.post("/api/session", json={"username": "eeva", "password": "salasana-123"})
    refused = client.get("/api/handoff/queue")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "role_missing")


def test_a_page_of_another_site_cannot_use_the_cookie(resident: Resident, nurse: Nurse) -> None:
    resident.press("handoff:request")
    handoff = nurse.queue()["queued"][0]["id"]
    refused = nurse.client.post(f"/api/handoff/{handoff}/claim", headers={"Origin": "https://evil.example"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "origin_refused")


def test_leaving_the_queue_gives_the_bot_back(resident: Resident, nurse: Nurse) -> None:
    resident.press("handoff:request")
    resident.press("handoff:leave")
    assert nurse.queue()["queued"] == []
    assert "kuulin" in resident.say("takaisin bottiin")[0]["text"]


def test_closing_the_conversation_leaves_no_ghost_in_the_queue(resident: Resident, nurse: Nurse) -> None:
    resident.press("handoff:request")
    resident.client.post(f"{resident.path}/close", headers=resident.headers)
    assert nurse.queue()["queued"] == []


class TestSendingAService:
    SERVICE = "iu-sururyhma"

    @pytest.fixture
    def handoff(self, resident: Resident, nurse: Nurse) -> str:
        resident.press("handoff:request")
        return claim(nurse)

    def send(self, nurse: Nurse, handoff: str, service: str = SERVICE, client_id: str = UUID) -> httpx2.Response:
        return nurse.client.post(f"/api/handoff/{handoff}/services", json={"client_id": client_id, "service": service})

    def test_the_resident_gets_the_bot_s_card_as_the_nurse_s_message(
        self, resident: Resident, nurse: Nurse, handoff: str
    ) -> None:
        before = resident.messages()[-1]["seq"]
        sent = self.send(nurse, handoff)
        assert sent.status_code == 201
        (got,) = resident.messages(before)
        assert got == sent.json()["message"]
        assert (got["seq"], got["sender"], got["language"]) == (before + 1, "nurse", "fi")
        assert (got["data"]["kind"], got["data"]["topic"]) == ("services", "grief_crisis")
        assert got["data"]["nurse"] == "Sairaanhoitaja Anna"
        (card,) = got["data"]["services"]
        listed = nurse.client.get("/api/catalog/services", params={"q": "sururyhmä", "lang": "fi"}).json()["items"]
        bots = next(item for item in listed if item["id"] == self.SERVICE)
        assert {**bots, "score": 0, "why": []} == card
        assert card["name"] in got["text"]
        assert card["summary"].rstrip(".") in got["text"]
        seen = nurse.client.get(f"/api/handoff/{handoff}/messages?after={before}").json()["messages"]
        assert seen == [got]

    def test_the_same_client_id_again_sends_nothing(self, resident: Resident, nurse: Nurse, handoff: str) -> None:
        first = self.send(nurse, handoff).json()["message"]
        count = len(resident.messages())
        again = self.send(nurse, handoff, "iu-nollalinja")
        assert (again.status_code, again.json()["message"]) == (201, first)
        assert len(resident.messages()) == count

    def test_a_repeated_send_is_the_same_message_though_the_service_has_left(
        self, nurse: Nurse, handoff: str, house: House
    ) -> None:
        first = self.send(nurse, handoff).json()
        house.editing.services.withdraw(self.SERVICE, Author("eeva", "Eeva"))
        assert self.send(nurse, handoff).json() == first

    def test_in_the_resident_s_language(self, client: TestClient, nurse: Nurse) -> None:
        swedish = Resident(client, "sv")
        swedish.press("handoff:request")
        got = self.send(nurse, claim(nurse)).json()["message"]
        assert (got["language"], got["data"]["services"][0]["name"]) == ("sv", "Sorggrupp")
        assert got["text"].startswith("Den här tjänsten kan hjälpa dig:")

    def test_an_unknown_or_withdrawn_service_is_refused(
        self, resident: Resident, nurse: Nurse, handoff: str, house: House
    ) -> None:
        house.editing.services.withdraw(self.SERVICE, Author("eeva", "Eeva"))
        count = len(resident.messages())
        for service in ("ei-ole", self.SERVICE):
            refused = self.send(nurse, handoff, service)
            assert (refused.status_code, refused.json()["error"]["code"]) == (404, "service_not_found")
        assert len(resident.messages()) == count

    def test_only_who_has_the_conversation_may(
        self, client: TestClient, resident: Resident, nurse: Nurse, handoff: str, house: House
    ) -> None:
        other = Nurse(client, house, "berit")
        refused = self.send(other, handoff)
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "not_yours")
        assert self.send(nurse, "ei-ole").status_code == 404
        assert client.post(f"/api/handoff/{handoff}/services", json={}).status_code == 401
        nurse.client.post(f"/api/handoff/{handoff}/release")
        assert self.send(nurse, handoff).status_code == 409

    def test_the_resident_s_transcript_has_it(self, resident: Resident, nurse: Nurse, handoff: str) -> None:
        self.send(nurse, handoff)
        text = resident.client.get(f"{resident.path}/transcript", headers=resident.headers).text
        assert "Tästä palvelusta voi olla sinulle apua" in text
        assert "Sururyhmä" in text
