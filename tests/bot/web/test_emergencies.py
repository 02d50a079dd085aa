"""An emergency is answered at once, in every state, and nothing that was asked is lost."""

from __future__ import annotations

import time
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from bot.conversations.model import EmergencyHit
from bot.web.house import House
from tests.bot.web.conftest import FakeRasa, Nurse, Resident, turn

STROKE = "isällä roikkuu suupieli ja puhe puuroutuu"


def assert_emergency(replies: list[dict[str, Any]]) -> None:
    reply = replies[0]
    assert reply["data"]["kind"] == "emergency"
    assert reply["data"]["numbers"][0] == "112"
    assert "112" in reply["text"]


class TestInEveryState:
    def test_first_thing_said(self, resident: Resident, rasa: FakeRasa) -> None:
        assert_emergency(resident.say(STROKE))
        assert rasa.heard == []

    def test_in_the_middle_of_a_question(self, resident: Resident) -> None:
        resident.say("päätä särkee")
        assert_emergency(resident.say(STROKE))

    def test_with_rasa_down(self, resident: Resident, rasa: FakeRasa) -> None:
        def down(body: dict[str, Any]) -> httpx.Response:
            raise httpx.ConnectError("down")

        rasa.answer = down
        assert_emergency(resident.say(STROKE))

    def test_while_waiting_for_a_nurse_and_with_one(self, resident: Resident, nurse: Nurse) -> None:
        resident.press("handoff:request")
        assert_emergency(resident.say(STROKE))
        resident.press("emergency:help_coming")
        handoff = nurse.queue()["queued"][0]["id"]
        nurse.client.post(f"/api/handoff/{handoff}/claim")
        assert_emergency(resident.say("nyt se ei enää herää ollenkaan, tajuton"))

    def test_a_new_one_in_the_careful_mode(self, resident: Resident) -> None:
        resident.say(STROKE)
        assert_emergency(resident.say("nyt se on tajuton eikä hengitä"))

    def test_a_slow_answer_does_not_talk_over_it(self, resident: Resident, rasa: FakeRasa, house: House) -> None:
        def slow(body: dict[str, Any]) -> httpx.Response:
            if body["text"] == "hidas":  # the emergency arrives while Rasa is thinking
                house.turns._accept(house.conversations.get(resident.id), "e", STROKE, None)
            return turn("hitaan vastaus")

        rasa.answer = slow
        resident.say("hidas")
        assert resident.messages()[-1]["data"]["kind"] == "emergency"
        resident.press("emergency:help_coming")
        assert resident.hears("hitaan vastaus")


def test_the_hit_is_kept_for_audit_without_the_text(resident: Resident, house: House) -> None:
    resident.say(STROKE)
    with house.database.reading() as session:
        row = session.execute(sa.select(EmergencyHit.__table__)).one()
    assert (row.emergency, row.certainty, row.language) == ("emergency_medical", "sure", "fi")
    assert "suupieli" not in str(tuple(row))


class TestCarefulMode:
    def test_it_asks_whether_help_is_coming_before_anything_else(self, resident: Resident, rasa: FakeRasa) -> None:
        resident.say(STROKE)
        (reply,) = resident.say("haluaisin myös uusia reseptin")
        assert reply["data"]["kind"] == "emergency"
        assert rasa.heard == []

    def test_what_was_asked_meanwhile_goes_on_when_help_is_coming(self, resident: Resident, rasa: FakeRasa) -> None:
        resident.say(STROKE)
        resident.say("haluaisin myös uusia reseptin")
        resident.say("soitin jo, apu on tulossa")
        assert resident.hears("kuulin: haluaisin myös uusia reseptin")

    def test_what_was_asked_beside_the_emergency_goes_on_too(self, resident: Resident, rasa: FakeRasa) -> None:
        resident.say(f"Haluaisin uusia verenpainelääkkeen reseptin. Ja nyt {STROKE}")
        assert rasa.heard == []
        resident.press("emergency:help_coming")
        assert resident.hears("kuulin: Haluaisin uusia verenpainelääkkeen reseptin")
        assert len(rasa.heard) == 1

    def test_the_emergency_itself_is_not_asked_about_again(self, resident: Resident, rasa: FakeRasa) -> None:
        resident.say(STROKE)
        resident.press("emergency:help_coming")
        assert [heard["payload"] for heard in rasa.heard] == ["resume"]

    def test_the_interrupted_dialogue_resumes(self, resident: Resident, rasa: FakeRasa) -> None:
        resident.say("päätä särkee")
        resident.say(STROKE)
        resident.press("emergency:not_now")
        assert resident.hears("kuulin: resume")

    def test_who_waits_for_the_answer_gets_what_it_set_free(self, resident: Resident, rasa: FakeRasa) -> None:
        def thinking(body: dict[str, Any]) -> httpx.Response:
            time.sleep(0.3)
            return turn(f"kuulin: {body['text'] or body['payload']}")

        rasa.answer = thinking
        resident.say(STROKE)
        assert [reply["text"] for reply in resident.press("emergency:not_now")][-1] == "kuulin: resume"
        resident.say(f"Haluaisin uusia reseptin. Ja nyt {STROKE}")
        replies = resident.press("emergency:help_coming")
        assert replies[-1]["text"].startswith("kuulin: Haluaisin uusia reseptin")

    def test_a_resident_is_not_locked_in(self, resident: Resident, rasa: FakeRasa) -> None:
        resident.say(STROKE)
        resident.say("jotain ihan muuta")
        resident.say("edelleen jotain muuta")
        assert resident.hears("kuulin: edelleen jotain muuta")
        assert [heard["text"] for heard in rasa.heard] == ["jotain ihan muuta", "edelleen jotain muuta"]

    def test_who_cannot_call_is_told_how_else(self, resident: Resident) -> None:
        resident.say(STROKE)
        (reply,) = resident.press("emergency:cannot_call")
        assert reply["data"]["kind"] == "emergency"


class TestHumaneWords:
    @pytest.mark.parametrize(
        ("text", "emergency", "number"),
        [
            ("en jaksa enää elää, haluan tappaa itseni", "emergency_suicide", "09 2525 0111"),
            ("mies hakkaa minua juuri nyt", "emergency_violence", "080 005 005"),
        ],
    )
    def test_they_give_the_line_that_listens(self, resident: Resident, text: str, emergency: str, number: str) -> None:
        (reply,) = resident.say(text)
        assert reply["data"]["topic"] == emergency
        assert number in reply["text"]
        assert reply["data"]["numbers"] == ["112", number]

    def test_a_nurse_on_duty_is_offered_at_once_and_first_in_the_queue(self, client: TestClient, nurse: Nurse) -> None:
        calm = Resident(client)
        calm.press("handoff:request")
        hurt = Resident(client)
        (reply,) = hurt.say("haluan tappaa itseni")
        assert reply["options"][0]["payload"] == "handoff:request"
        hurt.press("handoff:request")
        assert [row["conversation_id"] for row in nurse.queue()["queued"]] == [hurt.id, calm.id]
