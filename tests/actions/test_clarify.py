"""Doubt: what is offered when it is not clear what a message is about."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.base import TurnAction
from actions.clarify import ActionClarify, ActionHelp
from actions.speech import Speech
from actions.turn import Turn
from tests.actions.talking import NUMBERS

GUESSES = ("rash_skin", "gynaecological", "sore_throat", "cough")
ASKED = Turn(
    conversation="c", language="fi", text="", payload=None, intent="nlu_fallback", confidence=0.2, entities=[],
    ranking=[{"name": name, "confidence": 0.2} for name in GUESSES], numbers=NUMBERS,
)  # fmt: skip


def told(action: TurnAction, turn: Turn) -> dict[str, Any]:
    """The last message of an action."""
    dispatcher, speech = CollectingDispatcher(), Speech(turn)
    asyncio.run(action.handle(turn, speech))
    speech.send(dispatcher)
    return dict(dispatcher.messages[-1])


def offered(turn: Turn) -> list[str]:
    """The topics that are offered."""
    topics: list[str] = told(ActionClarify(), turn)["custom"]["topics"]
    return topics


@pytest.mark.parametrize(
    ("language", "said"),
    [("fi", "pojan kaulassa on kyhmy"), ("fi", "lapsella outo patti"), ("sv", "min dotter har en knöl"),
     ("en", "my son has a lump")],
)  # fmt: skip
def test_of_a_child_the_childs_illness_is_always_among_what_is_offered(language: str, said: str) -> None:
    turn = replace(ASKED, language=language, text=said)
    assert offered(turn) == ["rash_skin", "gynaecological", "child_illness"]


def test_of_an_adult_it_is_not() -> None:
    assert offered(replace(ASKED, text="mulla on patti kaulassa")) == ["rash_skin", "gynaecological", "sore_throat"]


def test_nor_when_no_symptom_is_guessed() -> None:
    ranking = [{"name": name, "confidence": 0.2} for name in ("family_centre", "student_welfare")]
    assert offered(replace(ASKED, text="poika ei viihdy koulussa", ranking=ranking)) == [
        "family_centre", "student_welfare",
    ]  # fmt: skip


def test_nobody_is_asked_whether_they_meant_an_insult() -> None:
    ranking = [{"name": name, "confidence": 0.2} for name in ("insult", "gambling", "out_of_scope", "fees")]
    assert offered(replace(ASKED, text="asdfgh kvantti", ranking=ranking)) == ["gambling", "fees"]


@pytest.mark.parametrize(("language", "said"), [("fi", "en tiedä"), ("sv", "jag vet inte"), ("en", "i don't know")])
@pytest.mark.parametrize(("failures", "words"), [(1, "En vieläkään|förstod fortfarande|still did not"), (0, None)])
def test_who_does_not_know_what_was_meant_is_offered_a_person(
    language: str, said: str, failures: int, words: str | None
) -> None:
    answer = told(ActionHelp(), replace(ASKED, intent="help", language=language, text=said, failures=failures))
    if words is None:  # nothing was offered: it is a question about the service
        assert answer["custom"]["kind"] == "info"
        return
    assert re.search(words, str(answer["text"]))
    assert "handoff:request" in str(answer["buttons"])


def test_who_asks_what_can_be_done_after_an_offer_is_told() -> None:
    answer = told(ActionHelp(), replace(ASKED, intent="help", text="mitä sä osaat tehdä", failures=1))
    assert answer["custom"]["kind"] == "info"
