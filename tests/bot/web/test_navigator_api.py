"""Saved summaries over the API and on the pages, and an answer of the dialogue that alarms."""

from __future__ import annotations

from typing import Any

import httpx
import httpx2
import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from bot.web.house import House
from tests.bot.web.conftest import FakeRasa, Json, Nurse, Resident


def line(name: str, question: str, answer: str, value: object = None) -> Json:
    return {"id": name, "question": question, "answer": answer, "value": value}


def report(title: str, part: str | None, *answers: Json, suggestion: str = "Lyhytterapia") -> Json:
    """What the actions send, the same in every language but its title."""
    body = {
        "suggestion": suggestion, "scores": ["Mieliala (PHQ-9): 14/27, kohtalaisia oireita"], "part": part,
        "safety": ["safety"], "answers": list(answers),
    }  # fmt: skip
    return {language: {**body, "title": f"{title} ({language})"} for language in ("fi", "sv", "en")}


REPORT = report("Terapianavigaattori", None, line("own_words", "Omin sanoin", "<b>väsyttää</b>"))
SAFE = line("safety", "Ajatuksia", "Ei", "no")
YOUNG = report(
    "Interventionavigaattori", "Nuori itse",
    line("sleep", "Uni", "Usein", "often"), line("worries", "Painaa", "Koulu; Uni", ["school", "sleep"]), SAFE,
    line("friends", "Kaverit", "On", "enough"),
)  # fmt: skip
ADULT = report(
    "Interventionavigaattori, aikuisen osa", "Läheinen aikuinen",
    SAFE, line("sleep", "Uni", "Harvoin", "rarely"), line("worries", "Painaa", "Uni; Koulu", ["sleep", "school"]),
    line("friends", "Kaverit", "Ei tietoa"), line("relation", "Vastaaja", "Vanhempi", "parent"),
)  # fmt: skip
PAGE, OWN = "/hoitaja/navigaattori", "/navigaattori"


class Actions:
    """The actions' end of the wire."""

    def __init__(self, client: TestClient, token: str) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {token}"}

    def ask(self, path: str, **body: object) -> httpx2.Response:
        """Ask web for something."""
        return self._client.post(f"/internal/navigator{path}", json=body, headers=self._headers)

    def save(self, kind: str, saved: Json, **joining: object) -> str:
        """Save a summary; its code."""
        answer = self.ask("", kind=kind, report=saved, **joining)
        assert answer.status_code == 200
        found: str = answer.json()["code"]
        return found


@pytest.fixture
def actions(client: TestClient, house: House) -> Actions:
    return Actions(client, house.settings.secret())


@pytest.fixture
def code(actions: Actions) -> str:
    """The code of a saved summary."""
    return actions.save("therapy_navigator", REPORT)


def test_only_our_own_processes_save(client: TestClient) -> None:
    refused = client.post("/internal/navigator", json={"kind": "therapy_navigator", "report": REPORT})
    assert refused.json()["error"]["code"] == "invalid_token"


def test_a_nurse_opens_it_in_her_language(nurse: Nurse, code: str) -> None:
    opened = nurse.client.post("/api/navigator/open?lang=sv", json={"code": code.lower()})
    assert opened.status_code == 200
    assert opened.json()["parts"][0]["report"]["title"] == "Terapianavigaattori (sv)"
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


class TestTwoWhoAnsweredApart:
    @pytest.fixture
    def codes(self, actions: Actions) -> tuple[str, str, str]:
        """The young person's code, the adult's, and the invitation that was used."""
        young = actions.save("youth_navigator", YOUNG)
        joining = actions.ask("/invite", code=young, kind="youth_navigator_adult").json()["code"]
        invited = actions.ask("/invited", code=joining, conversation="c").json()
        assert invited == {"kind": "youth_navigator_adult"}
        adult = actions.save("youth_navigator_adult", ADULT, joining=joining, opens_to_inviter=True)
        return young, adult, joining

    def test_are_shown_side_by_side_safety_first_then_what_differs(
        self, nurse: Nurse, codes: tuple[str, str, str]
    ) -> None:
        opened = nurse.client.post("/api/navigator/open", json={"code": codes[0]}).json()
        assert [part["report"]["part"] for part in opened["parts"]] == ["Nuori itse", "Läheinen aikuinen"]
        rows = {name: [row["question"] for row in found] for name, found in opened["rows"].items()}
        # The same choices in another order agree; what somebody did not know is neither.
        assert rows == {"safety": ["Ajatuksia"], "differ": ["Uni"], "agree": ["Painaa"]}
        assert opened["rows"]["differ"][0]["answers"] == ["Usein", "Harvoin"]

    def test_the_page_has_them_in_that_order(self, nurse: Nurse, codes: tuple[str, str, str]) -> None:
        page = nurse.client.post(PAGE, data={"code": codes[0]}).text
        pieces = [
            "Älä kerro niitä toiselle",
            "Turvallisuus",
            "Vastaukset eroavat",
            "Vastaukset ovat samat",
            "<h3>Nuori itse",
        ]
        assert sorted(pieces, key=page.index) == pieces
        assert "omalla koodillaan" not in page

    def test_a_difference_in_safety_is_told_where_safety_is(self, nurse: Nurse, actions: Actions) -> None:
        young = actions.save("youth_navigator", report("Nuori", "Nuori", line("safety", "Ajatuksia", "Kyllä", "yes")))
        adult = actions.save("youth_navigator_adult", ADULT)
        page = nurse.client.post(PAGE, data={"code": young, "other": adult}).text
        assert "Ajatuksia <strong>(vastaukset eroavat)" in page

    def test_the_adults_code_shows_that_there_is_more_but_not_what(
        self, nurse: Nurse, codes: tuple[str, str, str]
    ) -> None:
        page = nurse.client.post(PAGE, data={"code": codes[1]}).text
        assert "avautuvat vain hänen omalla koodillaan" in page
        assert "Nuori itse" not in page

    def test_both_codes_open_both(self, nurse: Nurse, codes: tuple[str, str, str]) -> None:
        page = nurse.client.post(PAGE, data={"code": codes[1], "other": codes[0]}).text
        assert "Vastaukset eroavat" in page
        opened = nurse.client.post("/api/navigator/open", json={"code": codes[1], "other": codes[0]}).json()
        assert (len(opened["parts"]), opened["closed"]) == (2, 0)

    def test_a_wrong_second_code_opens_nothing(self, nurse: Nurse, codes: tuple[str, str, str]) -> None:
        answer = nurse.client.post(PAGE, data={"code": codes[0], "other": "AAAAAAAAAA"})
        assert answer.status_code == 404
        assert "Nuori itse" not in answer.text

    def test_the_invitation_opens_nothing_and_works_once(
        self, nurse: Nurse, actions: Actions, codes: tuple[str, str, str]
    ) -> None:
        assert nurse.client.post("/api/navigator/open", json={"code": codes[2]}).status_code == 404
        again = actions.ask("", kind="youth_navigator_adult", report=ADULT, joining=codes[2])
        assert again.json()["error"]["code"] == "summary_not_found"
        assert actions.ask("/invited", code=codes[2], conversation="c").status_code == 404

    def test_only_our_own_processes_invite(self, client: TestClient, codes: tuple[str, str, str]) -> None:
        for path, body in (
            ("invite", {"code": codes[0], "kind": "x"}),
            ("invited", {"code": codes[2], "conversation": "c"}),
        ):
            refused = client.post(f"/internal/navigator/{path}", json=body)
            assert refused.json()["error"]["code"] == "invalid_token"


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
