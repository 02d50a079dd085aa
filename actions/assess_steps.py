"""The steps of an assessment: beginning it, its next question, its end. The engine decides, this leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from actions import assessment as engine
from actions import questionnaire
from actions.assess_ask import ask
from actions.assess_result import tell_result, tell_segment
from actions.assessment import Protocol, State
from actions.content import protocols, questionnaires, segmentation
from actions.speech import Speech
from actions.turn import Turn
from nlu.morphology import Word
from nlu.topics import topics

HELSINKI = ZoneInfo("Europe/Helsinki")


async def begin(turn: Turn, speech: Speech, topic: str, said: Sequence[Word] | None = None) -> None:
    """Start the topic's assessment; what the opening message already says is not asked again."""
    protocol = protocols()[topic]
    state = engine.start(protocol)
    words = turn.words() if said is None else said
    state = engine.note(protocol, state, engine.understand_all(protocol, state, words, turn.entities, today=today()))
    intro = speech.sentence("assessment_intro", title=topics()[topic].label[turn.language].lower())
    await proceed(turn, speech, protocol, state, intro)


async def proceed(turn: Turn, speech: Speech, protocol: Protocol, state: State, lead: str = "") -> None:
    """Put the next question, or tell what the answers come to."""
    question = engine.next_question(protocol, state)
    if question is None:
        await _conclude(turn, speech, protocol, state, lead)
    else:
        ask(turn, speech, protocol, state, question, lead)


async def _conclude(turn: Turn, speech: Speech, protocol: Protocol, state: State, lead: str) -> None:
    if protocol.id == segmentation().protocol.id:
        tell_segment(turn, speech, protocol, state)
        return
    if protocol.id in questionnaires():
        await questionnaire.tell(turn, speech, questionnaires()[protocol.id], state)
        return
    elsewhere = engine.result(protocol, state).redirect
    if elsewhere and elsewhere in protocols() and elsewhere != protocol.topic:
        await begin(turn, speech, elsewhere)
    else:
        await tell_result(turn, speech, protocol, state, lead)


def open_protocol(turn: Turn) -> Protocol:
    """The protocol of the open task; questions that are no topic's own go under the topic they were begun from."""
    assert turn.task is not None
    named = str(turn.task.get("assessment"))
    if named in questionnaires():
        return replace(questionnaires()[named].protocol, topic=turn.task["topic"])
    if named == segmentation().protocol.id:
        return replace(segmentation().protocol, topic=turn.task["topic"])
    return protocols()[turn.task["topic"]]


def today() -> date:
    """The day in Finland."""
    return datetime.now(HELSINKI).date()
