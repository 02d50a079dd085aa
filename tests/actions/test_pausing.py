"""An assessment is put aside and gone on with: here, elsewhere with a code, or begun anew."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from actions import pausing
from connectors.http import HttpClient
from connectors.unfinished import Unfinished
from tests.actions.talking import Assessed


class Web:
    """Web's end of the wire."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.status = 200

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.kept.append(json.loads(request.content))
        return httpx.Response(self.status, json={"code": "7KX2M9QW3T", "until": "2026-11-29"})


@pytest.fixture(autouse=True)
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    fake = Web()
    client = HttpClient("http://web", "t", transport=httpx.MockTransport(fake))
    monkeypatch.setattr(pausing, "unfinished", lambda: Unfinished(client))
    return fake


@pytest.fixture
def talk() -> Assessed:
    begun = Assessed("headache", "mulla särkee päätä eilisestä asti")
    begun.say("ei mitään noista")
    assert begun.question == "serious"
    return begun


@pytest.mark.parametrize("said", ["jatkan myöhemmin", "Lopeta tältä erää.", "pidetään tauko"])
def test_it_is_put_aside_in_words_and_gone_on_with_from_the_same_question(talk: Assessed, web: Web, said: str) -> None:
    known = talk.answers
    told = talk.say(said)
    assert talk.turn.task is None
    assert told["custom"] | {"paused": True, "code": "7KX2M9QW3T", "until": "2026-11-29"} == told["custom"]
    assert "jatka koodilla 7KX2M 9QW3T" in told["text"]
    assert [button["payload"] for button in told["buttons"]] == ["unpause", "anew"]
    assert (web.kept[0]["conversation"], web.kept[0]["task"]["question"]) == ("c", "serious")
    talk.press("unpause")
    assert (talk.question, talk.answers) == ("serious", known)
    assert talk.last["text"].startswith("Jatketaan siitä")


def test_a_code_goes_on_with_it_in_another_conversation(talk: Assessed, web: Web) -> None:
    talk.press("pause")
    task = web.kept[0]["task"]
    other = Assessed("fever", "kuumetta")
    other.press("continue", unfinished=task)
    assert other.question == "serious"
    assert other.answers["alarm"] == []
    assert other.last["custom"]["assessment"] == "headache"


def test_it_is_begun_anew(talk: Assessed) -> None:
    talk.press("pause")
    talk.press("anew")
    assert (talk.turn.task, talk.turn.case.get("paused")) == (None, None)
    assert "Aloitetaan alusta" in talk.last["text"]
    talk.press("unpause")
    assert "ei ole enää voimassa" in talk.last["text"]


def test_an_open_question_is_gone_on_with_after_an_absence(talk: Assessed) -> None:
    talk.press("unpause")
    assert talk.question == "serious"


def test_without_web_it_is_put_aside_all_the_same(talk: Assessed, web: Web) -> None:
    web.status = 503
    told = talk.press("pause")
    assert "koodi" not in told["text"].split("Jos vointi")[0]
    assert "code" not in told["custom"]
    talk.press("unpause")
    assert talk.question == "serious"


def test_questions_that_have_changed_meanwhile_begin_from_the_start(talk: Assessed, web: Web) -> None:
    talk.press("pause")
    task = web.kept[0]["task"]
    task["state"]["version"] -= 1
    talk.press("continue", unfinished=task)
    assert "Kysymykset ovat muuttuneet" in talk.last["text"]
    assert (talk.question, talk.answers) == ("who", {})


def test_an_assessment_that_is_no_more_is_told_so(talk: Assessed, web: Web) -> None:
    talk.press("pause")
    talk.press("continue", unfinished={**web.kept[0]["task"], "topic": "gone"})
    assert "ei ole enää voimassa" in talk.last["text"]
    assert talk.turn.task is None
