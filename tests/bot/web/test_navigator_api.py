"""Saved summaries over the API and on the pages, and an answer of the dialogue that alarms."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from bot.web.house import House
from tests.bot.web.conftest import FakeRasa, Json, Nurse, Resident

REPORT = {
    language: {
        "title": title,
        "suggestion": "Lyhytterapia",
        "scores": ["Mieliala (PHQ-9): 14/27, kohtalaisia oireita"],
        "answers": [{"question": "Omin sanoin", "answer": "<b>väsyttää</b>"}],
    }
    for language, title in (("fi", "Terapianavigaattori"), ("sv", "Terapinavigatorn"), ("en", "Therapy navigator"))
}
PAGE, OWN = "/hoitaja/navigaattori", "/navigaattori"


@pytest.fixture
def code(client: TestClient, house: House) -> str:
    """The code of a summary saved as the actions do."""
    token = {"Authorization": f"Bearer {house.settings.secret()}"}
    body = {"kind": "therapy_navigator", "report": REPORT}
    saved = client.post("/internal/navigator", json=body, headers=token)
    assert saved.status_code == 200
    found: str = saved.json()["code"]
    return found


def test_only_our_own_processes_save(client: TestClient) -> None:
    refused = client.post("/internal/navigator", json={"kind": "therapy_navigator", "report": REPORT})
    assert refused.json()["error"]["code"] == "invalid_token"


def test_a_nurse_opens_it_in_her_language(nurse: Nurse, code: str) -> None:
    opened = nurse.client.post("/api/navigator/open?lang=sv", json={"code": code.lower()})
    assert opened.status_code == 200
    assert opened.json()["report"]["title"] == "Terapinavigatorn"
    assert opened.headers["cache-control"] == "no-store"


def test_nobody_else_opens_it(client: TestClient, house: House, code: str) -> None:
    assert client.post("/api/navigator/open", json={"code": code}).json()["error"]["code"] == "sign_in_required"
    house.accounts.create("eeva", "salasana-123", "editor", "Eeva")
    client.post("/api/session", json={"username": "eeva", "password": "salasana-123"})
    assert client.post("/api/navigator/open", json={"code": code}).json()["error"]["code"] == "role_missing"
    assert "väsyttää" not in client.post(PAGE, data={"code": code}).text


def test_a_page_of_another_site_cannot_open_it(nurse: Nurse, code: str) -> None:
    refused = nurse.client.post(PAGE, data={"code": code}, headers={"Origin": "https://evil.example"})
    assert refused.json()["error"]["code"] == "origin_refused"


def test_the_page_shows_it_with_who_opened_it_before(nurse: Nurse, code: str) -> None:
    assert "Asukkaan antama koodi" in nurse.client.get(PAGE).text
    first = nurse.client.post(PAGE, data={"code": code})
    assert first.status_code == 200
    for piece in ("Terapianavigaattori", "Lyhytterapia", "ei päätös", "14/27", "&lt;b&gt;väsyttää"):
        assert piece in first.text
    assert "Avattu aiemmin" not in first.text
    assert "Sairaanhoitaja Anna" in nurse.client.post(PAGE, data={"code": code}).text
    assert code not in first.text


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_wrong_code_is_told_on_both_pages(nurse: Nurse, language: str) -> None:
    for page in (PAGE, OWN):
        answer = nurse.client.post(f"{page}?lang={language}", data={"code": "AAAAA AAAAA"})
        assert answer.status_code == 404
        assert 'role="alert"' in answer.text


def test_the_resident_deletes_it_on_a_page_without_scripts(client: TestClient, nurse: Nurse, code: str) -> None:
    assert "<form" in client.get(OWN).text
    assert "on poistettu" in client.post(OWN, data={"code": code}).text
    assert nurse.client.post("/api/navigator/open", json={"code": code}).status_code == 404


def test_the_resident_deletes_it_over_the_api(client: TestClient, nurse: Nurse, code: str) -> None:
    assert client.post("/api/navigator/erase", json={"code": code}).status_code == 204
    assert client.post("/api/navigator/erase", json={"code": code}).json()["error"]["code"] == "summary_not_found"


def alarm(_: Json) -> httpx.Response:
    """A dialogue that finds an answer alarming."""
    data = {"kind": "emergency", "topic": "emergency_suicide", "advice": "suicide", "pattern": "therapy_navigator: x"}
    replies = [{"text": "Kiitos, että kerroit.", "options": [], "data": data}]
    intent = {"name": "button", "confidence": 1.0}
    return httpx.Response(200, json={"replies": replies, "intent": intent, "ranking": [intent], "entities": []})


class TestAnAnswerThatAlarms:
    def test_is_answered_as_an_emergency_and_a_person_is_asked_for(
        self, resident: Resident, nurse: Nurse, rasa: FakeRasa
    ) -> None:
        rasa.answer = alarm
        emergency, place = resident.say("useana päivänä")
        assert emergency["data"]["kind"] == "emergency"
        assert emergency["data"]["numbers"][0] == "112"
        assert "emergency:help_coming" in [option["payload"] for option in emergency["options"]]
        assert (place["data"]["kind"], place["data"]["state"]) == ("handoff", "queued")
        (row,) = nurse.queue()["queued"]
        assert (row["position"], row["urgency"], row["reason"]) == (1, "emergency", "emergency_suicide")

    def test_keeps_the_conversation_careful(self, resident: Resident, rasa: FakeRasa) -> None:
        rasa.answer = alarm
        resident.say("useana päivänä")
        heard = len(rasa.heard)
        (reply, *_) = resident.say("mitä nyt sitten")
        assert reply["data"]["topic"] == "emergency_suicide"
        assert len(rasa.heard) == heard

    def test_is_kept_as_a_pattern_without_words(self, resident: Resident, rasa: FakeRasa, house: House) -> None:
        rasa.answer = alarm
        resident.say("useana päivänä")
        with house.database.reading() as session:
            row: Any = session.execute(sa.text("SELECT emergency, certainty, pattern FROM emergency_hits")).one()
        assert tuple(row) == ("emergency_suicide", "sure", "therapy_navigator: x")

    def test_the_dialogue_is_told_that_a_risk_was_answered(self, resident: Resident, rasa: FakeRasa) -> None:
        resident.say("hei taas")
        assert rasa.heard[-1]["context"]["alarms"] == 0
        resident.say("aion tappaa itseni tänä iltana")
        resident.press("emergency:help_coming")
        assert rasa.heard[-1]["payload"] == "resume"
        assert rasa.heard[-1]["context"]["alarms"] == 1
