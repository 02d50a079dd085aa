"""Doubt: what is offered when it is not clear what a message is about."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.clarify import ActionClarify
from actions.speech import Speech
from actions.turn import Turn
from tests.actions.talking import NUMBERS

GUESSES = ("rash_skin", "gynaecological", "sore_throat", "cough")
ASKED = Turn(
    conversation="c", language="fi", text="", payload=None, intent="nlu_fallback", confidence=0.2, entities=[],
    ranking=[{"name": name, "confidence": 0.2} for name in GUESSES], numbers=NUMBERS,
)  # fmt: skip


def offered(turn: Turn) -> list[str]:
    """The topics that are offered."""
    dispatcher, speech = CollectingDispatcher(), Speech(turn)
    asyncio.run(ActionClarify().handle(turn, speech))
    speech.send(dispatcher)
    topics: list[str] = dispatcher.messages[-1]["custom"]["topics"]
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
