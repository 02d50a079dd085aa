"""Questionnaires in the conversation: begun by a button, put aside, stopped for safety, told in every language."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import Any

import httpx
import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import keeping
from actions.assessment.questionnaires import QUESTIONNAIRES
from actions.clarify import ActionClarify
from actions.continue_task import ActionContinue
from actions.speech import Speech
from actions.topics import ActionWellbeing
from actions.turn import Turn
from connectors.http import HttpClient
from connectors.navigator import Navigator

NUMBERS = {
    role: f"0{place}00" for place, role in enumerate((
        "emergency", "on_call", "maternity", "poison", "social_emergency", "crisis", "violence", "children", "gambling",
    ))
}  # fmt: skip
FIRST = Turn(
    conversation="c", language="fi", text="", payload="navigate:therapy_navigator", intent="button", confidence=1.0,
    ranking=[], entities=[], numbers=NUMBERS, case={"topic": "low_mood"},
)  # fmt: skip


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPASTIN_WEB_URL", "http://web")
    monkeypatch.setenv("OPASTIN_INTERNAL_TOKEN", "t")


class Talk:
    """A conversation with action_continue; keeps the slots as Rasa does."""

    def __init__(self, turn: Turn = FIRST) -> None:
        self.turn = turn
        self.last: dict[str, Any] = self._answer(turn)

    def _answer(self, turn: Turn) -> dict[str, Any]:
        dispatcher, speech = CollectingDispatcher(), Speech(turn)
        asyncio.run(ActionContinue().handle(turn, speech))
        slots = {event["name"]: event["value"] for event in speech.send(dispatcher) if event["event"] == "slot"}
        task, case = slots.get("task", turn.task), slots.get("case", turn.case)
        self.turn = replace(turn, task=task, case=case, payload=None, text="")
        return dict(dispatcher.messages[-1]) if dispatcher.messages else self.last

    def press(self, payload: str, alarms: int | None = None) -> dict[str, Any]:
        """Press a button; returns the last message."""
        known = self.turn.alarms if alarms is None else alarms
        self.last = self._answer(replace(self.turn, payload=payload, alarms=known))
        return self.last

    def say(self, text: str, topic: str) -> dict[str, Any]:
        """Write something that is surely about a topic; returns the last message."""
        ranking = [{"name": topic, "confidence": 0.9}]
        self.last = self._answer(replace(self.turn, text=text, intent=topic, confidence=0.9, ranking=ranking))
        return self.last

    @property
    def question(self) -> str | None:
        """The question that is asked now."""
        found: str | None = self.last["custom"].get("question")
        return found

    def finish(self, **answers: str) -> dict[str, Any]:
        """Answer every question that comes, the first option where nothing is said."""
        while self.question:
            first = self.last["buttons"][0]["payload"]
            self.press(f"answer:{self.question}:{answers.get(self.question, first.rpartition(':')[2])}")
        return self.last


def test_a_worry_offers_the_questionnaires_of_its_topic(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: object, **__: object) -> bool:
        return False

    monkeypatch.setattr("actions.topics.offer_services", nothing)
    expected = {
        "alcohol": {"navigate:alcohol", "navigate:therapy_navigator"}, "gambling": {"navigate:gambling"},
        "domestic_violence": {"navigate:domestic_violence"}, "sleep_problem": {"navigate:therapy_navigator"},
        "drugs": set(),
    }  # fmt: skip
    for topic, wanted in expected.items():
        turn = replace(FIRST, payload=None, text="apua", intent=topic)
        dispatcher, speech = CollectingDispatcher(), Speech(turn)
        asyncio.run(ActionWellbeing().handle(turn, speech))
        speech.send(dispatcher)
        offered = {button["payload"] for message in dispatcher.messages for button in message["buttons"]}
        assert offered - {"handoff:request"} == wanted
        exits = [message for message in dispatcher.messages if message["custom"].get("safe_exit")]
        assert bool(exits) == (topic == "domestic_violence")
    # Where the terms allow no more, only a link is given.
    turn = replace(FIRST, payload=None, text="en saa unta", intent="sleep_problem")
    dispatcher, speech = CollectingDispatcher(), Speech(turn)
    asyncio.run(ActionWellbeing().handle(turn, speech))
    speech.send(dispatcher)
    assert "https://www.mielenterveystalo.fi" in dispatcher.messages[-1]["text"]


def test_it_goes_under_the_topic_it_was_begun_from() -> None:
    talk = Talk()
    assert (talk.question, talk.last["custom"]["topic"]) == ("adult", "low_mood")
    assert "ei ole päätös hoidosta" in talk.last["text"]


def test_it_is_put_aside_and_gone_on_with() -> None:
    talk = Talk()
    talk.press("answer:adult:yes")
    talk.press("answer:safety:no")
    talk.press("answer:phq9_interest:several_days")
    talk.press("pause")
    assert talk.turn.task is None
    talk.press("unpause")
    assert talk.question == "phq9_mood"
    assert talk.turn.task is not None
    assert talk.turn.task["state"]["answers"]["phq9_interest"] == "several_days"
    talk.press("unpause")  # pressed again: nothing is lost
    assert talk.turn.task is not None


@pytest.mark.parametrize("payload", ["answer:phq9_interest:not_at_all", "resume", "back"])
def test_after_a_risk_of_suicide_the_questions_do_not_go_on(payload: str) -> None:
    talk = Talk()
    talk.press("answer:adult:yes")
    talk.press("answer:safety:no")
    talk.press(payload, alarms=1)
    assert talk.turn.task is None
    assert "Lopetin kyselyn" in talk.last["text"]
    assert NUMBERS["crisis"] in talk.last["text"]
    assert [button["payload"] for button in talk.last["buttons"]] == ["handoff:request"]


def test_what_is_told_of_oneself_does_not_end_the_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for: list[str] = []

    async def offer(_turn: Turn, _speech: Speech, _wanted: list[str], topic: str, **_: object) -> bool:
        asked_for.append(topic)
        return False

    monkeypatch.setattr("actions.topics.offer_services", offer)
    talk = Talk()
    talk.press("answer:adult:yes")
    talk.press("answer:safety:no")
    talk.say("en ole nukkunut kunnolla aikoihin", "sleep_problem")
    assert talk.question == "phq9_interest"
    talk.say("mihin aikaan hammashoitola on auki", "dental_care")  # a real side question is still answered
    assert (asked_for, talk.question) == (["dental_care"], "phq9_interest")


def test_nor_do_they_when_it_was_put_aside() -> None:
    talk = Talk()
    talk.press("answer:adult:yes")
    talk.press("answer:safety:no")
    talk.press("pause")
    talk.press("unpause", alarms=1)
    assert (talk.turn.task, talk.question) == (None, None)


def test_an_older_risk_does_not_stop_a_new_beginning() -> None:
    talk = Talk(replace(FIRST, alarms=2))
    talk.press("answer:adult:yes")
    assert talk.question == "safety"


@pytest.mark.parametrize("answer", ["yes", "unknown"])
def test_a_sign_of_risk_is_handed_to_web_as_an_emergency(answer: str) -> None:
    talk = Talk()
    talk.press("answer:adult:yes")
    talk.press(f"answer:safety:{answer}")
    data = talk.last["custom"]
    assert (data["kind"], data["topic"], data["advice"]) == ("emergency", "emergency_suicide", "suicide")
    assert len(data["pattern"]) <= 80
    assert talk.turn.task is None


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("name", sorted(path.stem for path in QUESTIONNAIRES.glob("*.yml")))
def test_each_is_told_in_every_language(name: str, language: str) -> None:
    talk = Talk(replace(FIRST, payload=f"navigate:{name}", language=language))
    end = talk.finish(own_words="unknown", goal="less", age="from_15")
    assert end["custom"]["questionnaire"]["id"] == name
    assert "{" not in end["text"]
    saved = ("therapy_navigator", "wellbeing_check", "youth_navigator", "youth_navigator_adult")
    assert ("keep:yes" in [button["payload"] for button in end["buttons"]]) == (name in saved)


class Web:
    """Web's end of the wire. `answers` by the last word of the path may be set by a test; `heard` keeps what came."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.heard: list[Any] = []
        self.answers: dict[str, httpx.Response] = {}
        client = HttpClient("http://web", transport=httpx.MockTransport(self))
        monkeypatch.setattr(keeping, "navigator", lambda: Navigator(client))

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.heard.append((request.url.path, json.loads(request.content)))
        saved = httpx.Response(200, json={"code": "ABCDE12345", "until": "2026-12-22"})
        return self.answers.get(request.url.path.rpartition("/")[2], saved)


def test_it_is_kept_in_three_languages_and_the_code_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Web(monkeypatch).heard
    talk = Talk()
    talk.finish(own_words="unknown")
    talk.press("keep:yes")
    assert "ABCDE 12345" in talk.last["text"]
    assert "22.12.2026" in talk.last["text"]
    ((path, body),) = heard
    assert body["joining"] is None
    assert (path, body["kind"], set(body["report"])) == ("/internal/navigator", "therapy_navigator", {"fi", "sv", "en"})
    assert body["report"]["sv"]["suggestion"] == "Bedömning inom specialiserad sjukvård"
    talk.press("keep:yes")  # again: it is not saved twice
    assert len(heard) == 1


def test_what_is_not_kept_is_forgotten() -> None:
    talk = Talk()
    talk.finish(own_words="unknown")
    talk.press("keep:no")
    assert talk.turn.case["unsaved"] is None


def test_an_unreadable_answer_about_danger_is_asked_again_and_then_taken_seriously() -> None:
    talk = Talk()
    talk.press("answer:adult:yes")
    talk.say("en ole nukkunut kunnolla", "sleep_problem")
    assert talk.question == "safety"
    talk.say("ei tää elämä oikein huvita", "low_mood")
    assert talk.last["custom"]["kind"] == "emergency"


def payloads(message: dict[str, Any]) -> list[str]:
    """The buttons of a message."""
    return [button["payload"] for button in message["buttons"]]


class TestYoungPeople:
    def test_a_worry_offers_both_parts_and_a_place_for_an_invitation(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def nothing(*_: object, **__: object) -> bool:
            return False

        monkeypatch.setattr("actions.topics.offer_services", nothing)
        turn = replace(FIRST, payload=None, text="nuorella on paha olla", intent="youth_wellbeing")
        dispatcher, speech = CollectingDispatcher(), Speech(turn)
        asyncio.run(ActionWellbeing().handle(turn, speech))
        speech.send(dispatcher)
        offer = dispatcher.messages[-1]
        assert payloads(offer) == [
            "navigate:youth_navigator", "navigate:youth_navigator_adult", "join", "handoff:request",
        ]  # fmt: skip
        assert offer["custom"]["safe_exit"] is True

    @pytest.mark.parametrize(
        ("name", "age", "piece", "offered"),
        [
            ("youth_navigator", "under_12", "vähän vanhemmille", []),
            ("youth_navigator", "over_19", "aikuisten terapianavigaattori", ["navigate:therapy_navigator"]),
            ("youth_navigator_adult", "under_12", "perhekeskus", []),
        ],
    )
    def test_others_are_led_on_kindly(self, name: str, age: str, piece: str, offered: list[str]) -> None:
        talk = Talk(replace(FIRST, payload=f"navigate:{name}"))
        talk.press(f"answer:age:{age}")
        assert piece in talk.last["text"]
        assert payloads(talk.last) == [*offered, "handoff:request"]
        assert talk.turn.task is None

    def test_an_adult_under_18_is_led_to_the_young_peoples_questions(self) -> None:
        talk = Talk()
        talk.press("answer:adult:no")
        assert payloads(talk.last)[0] == "navigate:youth_navigator"
        talk.press("navigate:youth_navigator")
        assert talk.question == "age"

    @pytest.mark.parametrize(
        ("name", "question", "answer", "topic", "advice"),
        [
            ("youth_navigator", "safe_home", "now", "emergency_child", "child_danger"),
            ("youth_navigator", "self_harm", "lately", "emergency_suicide", "self_harm"),
            ("youth_navigator_adult", "safety", "unknown", "emergency_suicide", "suicide_other"),
        ],
    )
    def test_danger_is_handed_to_web_as_its_own_emergency(
        self, name: str, question: str, answer: str, topic: str, advice: str
    ) -> None:
        talk = Talk(replace(FIRST, payload=f"navigate:{name}"))
        talk.finish(age="from_15", **{question: answer})
        data = talk.last["custom"]
        assert (data["kind"], data["topic"], data["advice"]) == ("emergency", topic, advice)

    def test_the_report_says_who_answered_what_to_read_first_and_what_compares(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        web = Web(monkeypatch)
        talk = Talk(replace(FIRST, payload="navigate:youth_navigator"))
        talk.finish(age="from_15", worries="mood", own_words="unknown")
        talk.press("keep:yes")
        report = web.heard[0][1]["report"]["sv"]
        assert (report["part"], report["safety"][0]) == ("Den unga själv", "safety")
        lines = {line["id"]: line for line in report["answers"]}
        assert lines["safety"] == {
            "id": "safety", "question": "Tankar på att inte vilja leva", "answer": "Nej", "value": "no",
        }  # fmt: skip
        assert lines["worries"]["value"] == ["mood"]
        assert lines["own_words"]["value"] is None


class TestTwoAnswerApart:
    def test_who_saved_can_invite_and_tells_the_code_to_whom_they_want(self, monkeypatch: pytest.MonkeyPatch) -> None:
        web = Web(monkeypatch)
        talk = Talk(replace(FIRST, payload="navigate:youth_navigator"))
        talk.finish(age="from_15", own_words="unknown")
        talk.press("keep:yes")
        assert payloads(talk.last) == ["invite:youth_navigator:ABCDE12345", "erase:ABCDE12345", "handoff:request"]
        web.answers["invite"] = httpx.Response(200, json={"code": "FGHJK67890", "until": "2026-12-22"})
        talk.press("invite:youth_navigator:ABCDE12345")
        assert web.heard[-1] == (
            "/internal/navigator/invite", {"code": "ABCDE12345", "kind": "youth_navigator_adult"},
        )  # fmt: skip
        for piece in ("FGHJK 67890", "Hän ei näe sinun vastauksiasi", "vapaaehtoinen"):
            assert piece in talk.last["text"]
        assert "ABCDE" not in talk.last["text"]  # the own code is not to be given by mistake

    def join(self, web: Web, said: str = "FGHJK 67890") -> Talk:
        """A talk in which an invitation to the adult's part was written."""
        web.answers["invited"] = httpx.Response(200, json={"kind": "youth_navigator_adult"})
        talk = Talk(replace(FIRST, payload="join"))
        talk.say(said, "out_of_scope")
        return talk

    @pytest.mark.parametrize(
        "said", ["FGHJK 67890", "fghjk67890", "tässä koodi: FGHJK-67890", "sain koodin fghjk 67890!"]
    )
    def test_an_invitation_begins_the_right_part(self, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
        web = Web(monkeypatch)
        talk = self.join(web, said)
        assert web.heard[0][1]["conversation"] == "c"
        assert talk.question == "age"
        assert "hän ei näe sinun vastauksiasi" in talk.last["text"]

    def test_the_answers_are_kept_beside_the_inviters(self, monkeypatch: pytest.MonkeyPatch) -> None:
        web = Web(monkeypatch)
        talk = self.join(web)
        talk.finish(age="from_15", own_words="unknown")
        assert "toisen vastausten rinnalle" in talk.last["text"]
        talk.press("keep:yes")
        path, body = web.heard[-1]
        assert path == "/internal/navigator"
        assert (body["kind"], body["joining"], body["opens_to_inviter"]) == (
            "youth_navigator_adult", "FGHJK 67890", True,
        )  # fmt: skip
        assert payloads(talk.last) == ["erase:ABCDE12345", "handoff:request"]  # who was invited invites nobody
        assert talk.turn.case["joining"] is None

    @pytest.mark.parametrize(("said", "looked_for"), [("sain koodin fghjk 67890", True), ("mulla kipeä olo", False)])
    def test_a_code_written_before_it_was_asked_for_is_taken_up(
        self, monkeypatch: pytest.MonkeyPatch, said: str, looked_for: bool
    ) -> None:
        web = Web(monkeypatch)
        web.answers["invited"] = httpx.Response(200, json={"kind": "youth_navigator_adult"})
        dispatcher, speech = CollectingDispatcher(), Speech(FIRST)
        asyncio.run(ActionClarify().handle(replace(FIRST, payload=None, text=said), speech))
        speech.send(dispatcher)
        assert (dispatcher.messages[-1]["custom"].get("assessment") == "youth_navigator_adult") is looked_for
        assert bool(web.heard) is looked_for

    def test_a_wrong_code_is_asked_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        web = Web(monkeypatch)
        web.answers["invited"] = httpx.Response(404, json={"error": {"code": "summary_not_found"}})
        talk = Talk(replace(FIRST, payload="join"))
        talk.say("FGHJK 67890", "out_of_scope")
        assert "ei löydy kutsua" in talk.last["text"]
        assert talk.turn.task == {"kind": "joining"}
        talk.press("stop")
        assert talk.turn.task is None

    def test_what_is_no_code_is_not_looked_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        web = Web(monkeypatch)
        talk = Talk(replace(FIRST, payload="join"))
        talk.say("en löydä sitä mistään", "not_understood")
        assert web.heard == []

    def test_answers_are_not_lost_with_an_invitation_that_ended(self, monkeypatch: pytest.MonkeyPatch) -> None:
        web = Web(monkeypatch)
        talk = self.join(web)
        talk.finish(age="from_15", own_words="unknown")
        web.answers["navigator"] = httpx.Response(404, json={"error": {"code": "summary_not_found"}})
        talk.press("keep:yes")
        assert "Kutsu ei enää toimi" in talk.last["text"]
        del web.answers["navigator"]
        talk.press("keep:yes")
        assert web.heard[-1][1]["joining"] is None
        assert "ABCDE 12345" in talk.last["text"]

    def test_inviting_after_the_summary_was_deleted_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        web = Web(monkeypatch)
        web.answers["invite"] = httpx.Response(404, json={"error": {"code": "summary_not_found"}})
        talk = Talk(replace(FIRST, payload="invite:youth_navigator:ABCDE12345"))
        assert "ei enää ole mitään" in talk.last["text"]
