"""Coming back to an assessment: on the same device it is offered, on another a code continues it once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from bot.conversations.model import Message, UnfinishedAssessment
from bot.conversations.unfinished import code_in
from bot.storage import now
from bot.web.house import House
from tests.bot.web.conftest import FakeRasa, Resident

TASK = {
    "kind": "assessment",
    "topic": "headache",
    "assessment": "headache",
    "question": "age",
    "state": {"answers": {}},
}
QUESTION = {"text": "Minkä ikäinen olet?", "options": [{"label": "En tiedä", "payload": "answer:age:unknown"}],
            "data": {"kind": "question", "topic": "headache", "assessment": "headache", "question": "age"}}  # fmt: skip


def says(*replies: dict[str, Any]) -> httpx.Response:
    intent = {"name": "headache", "confidence": 0.9}
    body = {"replies": list(replies), "intent": intent, "ranking": [intent], "entities": []}
    return httpx.Response(200, json=body)


def put_aside(client: TestClient, house: House, resident: Resident) -> str:
    """What actions ask of web when an assessment is put aside; returns the code."""
    headers = {"Authorization": f"Bearer {house.settings.secret()}"}
    body = {"conversation": resident.id, "task": TASK}
    answer = client.post("/internal/unfinished", json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    code: str = answer.json()["code"]
    return code


def left(house: House, resident: Resident, minutes: float) -> None:
    """Make everything in the conversation this old."""
    with house.database.writing() as session:
        moment = now() - timedelta(minutes=minutes)
        session.execute(sa.update(Message).where(Message.conversation_id == resident.id).values(created_at=moment))


def come_back(resident: Resident) -> bool:
    answer = resident.client.post(f"{resident.path}/return", headers=resident.headers)
    assert answer.status_code == 200, answer.text
    return bool(answer.json()["offered"])


class TestOnTheSameDevice:
    @pytest.fixture(autouse=True)
    def asking(self, resident: Resident, rasa: FakeRasa) -> None:
        rasa.answer = lambda _: says(QUESTION)
        resident.say("päätä särkee")

    def test_an_open_question_is_offered_again(self, house: House, resident: Resident) -> None:
        left(house, resident, 11)
        assert come_back(resident)
        offer = resident.messages()[-1]
        assert offer["text"] == "Hei taas! Jatketaanko siitä mihin jäit?"
        assert [option["payload"] for option in offer["options"]] == ["unpause", "anew"]
        assert not come_back(resident)  # once is enough

    def test_a_reload_offers_nothing(self, house: House, resident: Resident) -> None:
        left(house, resident, 5)
        assert not come_back(resident)

    def test_what_was_put_aside_is_offered_and_going_on_ends_the_code(
        self, client: TestClient, house: House, resident: Resident, rasa: FakeRasa
    ) -> None:
        paused = {
            "text": "Jätetään tähän.",
            "options": [],
            "data": {"kind": "info", "topic": "headache", "paused": True},
        }
        rasa.answer = lambda _: says(paused)
        resident.say("jatkan myöhemmin")
        code = put_aside(client, house, resident)
        left(house, resident, 600)
        assert come_back(resident)
        rasa.answer = lambda _: says(QUESTION)
        assert resident.press("unpause")[0]["data"]["question"] == "age"
        assert "ei löydy mitään jatkettavaa" in Resident(client).say(f"jatka koodilla {code}")[0]["text"]

    def test_it_is_gone_on_with_in_words_too(
        self, client: TestClient, house: House, resident: Resident, rasa: FakeRasa
    ) -> None:
        put_aside(client, house, resident)
        resident.say("jatketaan siitä mihin jäin")
        assert rasa.heard[-1]["payload"] == "unpause"
        resident.say("jatketaan siitä mihin jäin")
        assert rasa.heard[-1]["payload"] is None  # nothing waits any more

    def test_nothing_is_offered_after_the_last_word_was_something_else(
        self, house: House, resident: Resident, rasa: FakeRasa
    ) -> None:
        rasa.answer = lambda _: says({"text": "Selvä.", "options": [], "data": {"kind": "info", "topic": "thanks"}})
        resident.say("kiitos")
        left(house, resident, 60)
        assert not come_back(resident)

    def test_an_emergency_is_not_talked_over(self, house: House, resident: Resident) -> None:
        resident.say("isä ei hengitä")
        left(house, resident, 60)
        assert not come_back(resident)


class TestOnAnotherDevice:
    def test_a_code_continues_the_assessment_once(
        self, client: TestClient, house: House, resident: Resident, rasa: FakeRasa
    ) -> None:
        code = put_aside(client, house, resident)
        other = Resident(client)
        rasa.answer = lambda _: says(QUESTION)
        assert other.say(f"Jatka koodilla {code[:5]} {code[5:].lower()}")[0]["data"]["question"] == "age"
        assert rasa.heard[-1]["payload"] == "continue"
        assert rasa.heard[-1]["context"]["unfinished"] == TASK
        assert rasa.heard[-1]["text"] in ("", None)
        again = Resident(client).say(f"jatka koodilla {code}")
        assert "ei löydy mitään jatkettavaa" in again[0]["text"]

    @pytest.mark.parametrize("said", ["{code}", "fortsätt med koden {code}", "continue with code {code}"])
    def test_the_code_is_enough_in_any_language(
        self, client: TestClient, house: House, resident: Resident, rasa: FakeRasa, said: str
    ) -> None:
        Resident(client).say(said.format(code=put_aside(client, house, resident)))
        assert rasa.heard[-1]["payload"] == "continue"

    def test_a_code_that_opens_nothing_here_is_the_dialogues(self, resident: Resident, rasa: FakeRasa) -> None:
        assert resident.say("7KX2M9QW3T")[0]["text"] == "kuulin: 7KX2M9QW3T"  # a booking's, perhaps
        assert resident.say("vatsakipea")[0]["text"] == "kuulin: vatsakipea"

    def test_it_ends_after_a_week(self, client: TestClient, house: House, resident: Resident, rasa: FakeRasa) -> None:
        code = put_aside(client, house, resident)
        with house.database.writing() as session:
            session.execute(sa.update(UnfinishedAssessment).values(expires_at=now() - timedelta(seconds=1)))
        assert "ei löydy" in Resident(client).say(f"jatka koodilla {code}")[0]["text"]
        assert house.unfinished.delete_expired() == 1

    def test_guessing_is_slowed_down(self, client: TestClient, house: House, resident: Resident) -> None:
        code = put_aside(client, house, resident)
        guesser = Resident(client)
        for number in range(20):
            guesser.say(f"jatka koodilla {number:010d}")
        assert "ei löydy" not in guesser.say(f"jatka koodilla {code}")[0]["text"]
        assert house.unfinished.waits(resident.id)

    def test_erasing_the_conversation_ends_the_code(self, client: TestClient, house: House, resident: Resident) -> None:
        code = put_aside(client, house, resident)
        client.delete(resident.path, headers=resident.headers)
        assert "ei löydy" in Resident(client).say(f"jatka koodilla {code}")[0]["text"]


def test_the_database_holds_neither_code_nor_answers(client: TestClient, house: House, resident: Resident) -> None:
    code = put_aside(client, house, resident)
    with house.database.reading() as session:
        row = session.scalars(sa.select(UnfinishedAssessment)).one()
        assert code not in (row.address, row.id)
        assert b"headache" not in row.sealed


def test_a_second_pause_takes_the_place_of_the_first(client: TestClient, house: House, resident: Resident) -> None:
    first, second = put_aside(client, house, resident), put_aside(client, house, resident)
    assert house.unfinished.take(first, "someone") is None
    assert house.unfinished.take(second, "someone") == TASK


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("jatka koodilla 7KX2M 9QW3T", "7KX2M9QW3T"), ("jatka koodilla: 7kx2m-9qw3t.", "7KX2M9QW3T"),
        ("7KX2M9QW3T", "7KX2M9QW3T"), ("jatkan myöhemmin", None), ("jatka", None), ("", None),
    ],
)  # fmt: skip
def test_the_code_is_found_at_the_end(text: str, code: str | None) -> None:
    assert code_in(text) == code


@pytest.mark.parametrize("code", ["EN0THETAND", "DET4R0CHJA", "ENG77SKA00"])
def test_the_letters_of_a_code_change_no_language(resident: Resident, code: str) -> None:
    answer = resident.say(f"jatka koodilla {code}")[0]
    assert (answer["language"], "ei löydy mitään jatkettavaa" in answer["text"]) == ("fi", True)
