"""Telling what an assessment came to: how urgent, why, what to do, what to apply for, and who can help on."""

from __future__ import annotations

from actions import assessment as engine
from actions.assessment import Protocol, Result, State, Urgency
from actions.assessment.texts import ROLES
from actions.base import nurse_option
from actions.content import segmentation
from actions.offers import offer_services
from actions.speech import Option, Speech
from actions.turn import Turn

SERVICES = 3  # shown with a result
NEED = "service_need"
SEVERAL = 2  # needs from which on the whole situation can be told


async def tell_result(turn: Turn, speech: Speech, protocol: Protocol, state: State, lead: str = "") -> None:
    """Tell the result and end the task; services follow unless it is an emergency. Raises ConnectorError."""
    found = engine.result(protocol, state)
    numbers = {f"{role}_number": turn.numbers[role] for role in ROLES if role in turn.numbers}

    def say(items: tuple[engine.Text, ...]) -> list[str]:
        return [item.say(turn.language, about_other=found.about_other, numbers=numbers) for item in items]

    reasons, actions, watch = say(found.reasons), say(found.actions), say(found.watch)
    urgency, frame = found.urgency.code, "need" if protocol.kind == NEED else "urgency"
    headline = speech.sentence(f"{frame}_{urgency}")
    paragraphs = [
        lead,
        headline,
        speech.sentence("result_why", reasons="; ".join(reasons).rstrip(".")),
        " ".join(actions),
        speech.sentence("result_watch", signs=" ".join(watch)) if watch else "",
        "" if found.reviewed else speech.sentence("need_sample" if protocol.kind == NEED else "result_sample"),
    ]
    speech.say(
        "\n\n".join(part for part in paragraphs if part), "result", protocol.topic,
        _ways_on(speech, protocol, state, found),
        assessment=protocol.id, version=protocol.version, urgency=urgency, headline=headline,
        reasons=reasons, actions=actions, watch=watch, reviewed=found.reviewed, answers=_answers(turn, protocol, state),
        **({"numbers": [numbers["emergency_number"]]} if urgency == "emergency" else {}),
    )  # fmt: skip
    speech.set_task(None)
    speech.learn(topic=protocol.topic, service_topics=list(found.service_topics) or [protocol.topic])
    if urgency != "emergency":
        await offer_services(turn, speech, list(found.service_topics), protocol.topic, SERVICES)


def _ways_on(speech: Speech, protocol: Protocol, state: State, found: Result) -> list[Option]:
    """What can be done next: book, talk to a person; for a service need be called back, or tell of the whole."""
    options = [speech.option("book", "book")] if found.can_book else []
    if found.can_handoff:
        options.append(nurse_option(speech))
        if protocol.kind == NEED:
            options.append(speech.option("call_me", "topic:callback_request"))
    if protocol.kind == NEED and found.urgency < Urgency.URGENT_NOW and _needs(state) >= SEVERAL:
        options.append(speech.option("segment_start", "segment:start"))
    return options


def _needs(state: State) -> int:
    """How many things the resident chose in the questions of several options, dangers aside."""
    return sum(len(value) for name, value in state.answers.items() if isinstance(value, tuple) and name != "danger")


def tell_segment(turn: Turn, speech: Speech, protocol: Protocol, state: State) -> None:
    """Tell the resident what the segment means for them and record it for the professional's summary; ends the task."""
    segment = segmentation().of(state)
    told = {"id": segment.id, "name": segment.name.say("fi"), "load": segment.load, "resources": segment.resources}
    speech.say(
        "\n\n".join([segment.told.say(turn.language), speech.sentence("segment_recorded")]), "info", protocol.topic,
        [nurse_option(speech), speech.option("call_me", "topic:callback_request")],
        segment={**told, "own_contact": segment.own_contact}, answers=_answers(turn, protocol, state),
    )  # fmt: skip
    speech.set_task(None)
    speech.learn(segment=segment.id)


def _answers(turn: Turn, protocol: Protocol, state: State) -> list[dict[str, str]]:
    """Every answer with its question, asked or told unasked: for the nurse and for the resident's print."""
    lines = [line.say(turn.language).partition(": ") for line in engine.summary(protocol, state)]
    return [{"question": question, "answer": answer} for question, _, answer in lines]
