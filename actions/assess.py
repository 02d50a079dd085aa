"""Leading a resident through an assessment: asks, reads answers, tells the result. The engine decides, this speaks."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions import assessment as engine
from actions.assessment import UNKNOWN, Answer, Protocol, Question, State
from actions.base import nurse_option
from actions.content import protocols
from actions.offers import offer_services
from actions.speech import Option, Speech
from actions.turn import Turn
from nlu.topics import topics

KIND = "assessment"
HELSINKI = ZoneInfo("Europe/Helsinki")
MOST_TRIES = 2  # unread answers to one question before a person is offered
RESULT_SERVICES = 3


async def begin(turn: Turn, speech: Speech, topic: str, said: tuple[Any, ...] | None = None) -> None:
    """Start the topic's assessment; what the opening message already says is not asked again."""
    protocol = protocols()[topic]
    state = engine.start(protocol)
    words = turn.words() if said is None else said
    state = engine.note(protocol, state, engine.understand_all(protocol, state, words, turn.entities, today=_today()))
    intro = speech.sentence("assessment_intro", title=topics()[topic].label[turn.language].lower())
    await _go_on(turn, speech, protocol, state, intro)


async def go_on(turn: Turn, speech: Speech) -> bool:
    """Read the message as an answer of the open assessment. Returns False when it is about something else."""
    assert turn.task is not None
    protocol = protocols()[turn.task["topic"]]
    state = State.from_dict(turn.task["state"])
    if turn.payload:
        return await _button(turn, speech, protocol, state)
    question = protocol.question(turn.task["question"])
    words = turn.words()
    found = engine.understand(question, words, turn.entities, today=_today())
    others = engine.understand_all(protocol, state, words, turn.entities, asked=question.id, today=_today())
    noted = engine.note(protocol, state, others)
    if found is not None and found.complete and found.value is not None:
        await _go_on(turn, speech, protocol, engine.answer(protocol, noted, question.id, found.value))
        return True
    if found is not None or others:
        state = noted if found is None else engine.note(protocol, noted, {question.id: found})
        await _go_on(turn, speech, protocol, state, _which(speech, protocol, question, found, turn.language))
        return True
    return False


def ask_again(turn: Turn, speech: Speech, lead: str = "") -> None:
    """Put the open question again, after a side question or an interruption."""
    assert turn.task is not None
    protocol = protocols()[turn.task["topic"]]
    _ask(
        turn,
        speech,
        protocol,
        State.from_dict(turn.task["state"]),
        protocol.question(turn.task["question"]),
        lead,
    )


def not_read(turn: Turn, speech: Speech) -> None:
    """The answer was not understood: ask in another way, the second time offer a person."""
    assert turn.task is not None
    tries = turn.task.get("tries", 0) + 1
    key = "answer_not_read" if tries < MOST_TRIES else "answer_not_read_again"
    ask_again(turn, speech, speech.sentence(key))
    speech.set_task({**turn.task, "tries": tries})


async def _button(turn: Turn, speech: Speech, protocol: Protocol, state: State) -> bool:
    name, _, _rest = (turn.payload or "").partition(":")
    if name == "back":
        await _go_on(turn, speech, protocol, engine.back(protocol, state))
        return True
    if name == "stop":
        speech.set_task(None)
        speech.say(speech.sentence("assessment_stopped"), "info", protocol.topic, [nurse_option(speech)])
        return True
    if name != "answer":
        return False
    question_id, value = _chosen(protocol, turn.payload or "")
    await _go_on(turn, speech, protocol, engine.answer(protocol, state, question_id, value))
    return True


def _chosen(protocol: Protocol, payload: str) -> tuple[str, object]:
    """The answer of `answer:<question>:<option>`, or of several such for a multi question."""
    parts = [item.split(":", 2)[1:] for item in payload.split()]
    question = protocol.question(parts[0][0])
    values = [value for _, value in parts]
    if values == [UNKNOWN]:
        return question.id, UNKNOWN
    if question.type == "multi":
        return question.id, tuple(value for value in values if value != "none")
    return question.id, float(values[0]) if question.type in ("scale", "number") else values[0]


async def _go_on(turn: Turn, speech: Speech, protocol: Protocol, state: State, lead: str = "") -> None:
    question = engine.next_question(protocol, state)
    if question is None:
        await _conclude(turn, speech, protocol, state)
    else:
        _ask(turn, speech, protocol, state, question, lead)


def _ask(turn: Turn, speech: Speech, protocol: Protocol, state: State, question: Question, lead: str = "") -> None:
    other = engine.about_other(protocol, state)

    def say(text: engine.Text) -> str:
        return text.say(turn.language, about_other=other)

    parts = [lead, say(question.text), say(question.help) if question.help else ""]
    speech.say(
        " ".join(part for part in parts if part),
        "question",
        protocol.topic,
        _options(turn, speech, question, other, first=not state.asked),
        assessment=protocol.id,
        question=question.id,
        answer_type=question.type,
        progress=round(engine.progress(protocol, state), 2),
        **(
            {"min": question.bounds[0], "max": question.bounds[1], "unit": question.unit}
            if question.type in ("number", "scale")
            else {}
        ),
    )
    speech.set_task({"kind": KIND, "topic": protocol.topic, "question": question.id, "state": state.to_dict()})


def _options(turn: Turn, speech: Speech, question: Question, other: bool, first: bool) -> list[Option]:
    def option(label: str, value: str) -> Option:
        return {"label": label, "payload": f"answer:{question.id}:{value}"}

    options = [option(item.text.say(turn.language, about_other=other), item.id) for item in question.options]
    if question.type == "multi":
        options.append(option(question.none.say(turn.language, about_other=other), "none"))
    if question.type == "scale":
        low, high = (int(bound) for bound in question.bounds)
        options = [option(str(number), str(number)) for number in range(low, high + 1)]
    options.append(option(speech.sentence("unknown"), UNKNOWN))
    if not first:
        options.append(speech.option("back", "back"))
    return options


def _which(speech: Speech, protocol: Protocol, question: Question, found: Answer | None, language: str) -> str:
    """What to say when an answer was read only in part."""
    if found is not None and found.candidates:
        names = [engine.describe(protocol, question.id, item).say(language) for item in found.candidates]
        return speech.sentence("answer_which", candidates=" / ".join(names))
    return speech.sentence("answer_noted")


async def _conclude(turn: Turn, speech: Speech, protocol: Protocol, state: State) -> None:
    found = engine.result(protocol, state)
    if found.redirect and found.redirect in protocols() and found.redirect != protocol.topic:
        await begin(turn, speech, found.redirect)
        return
    numbers = {
        "emergency_number": turn.numbers["emergency"],
        "on_call_number": turn.numbers["on_call"],
        "maternity_number": turn.numbers["maternity"],
        "poison_number": turn.numbers["poison"],
    }

    def say(items: tuple[engine.Text, ...]) -> list[str]:
        return [item.say(turn.language, about_other=found.about_other, numbers=numbers) for item in items]

    reasons, actions, watch = say(found.reasons), say(found.actions), say(found.watch)
    urgency = found.urgency.code
    paragraphs = [
        speech.sentence(f"urgency_{urgency}"),
        speech.sentence("result_why", reasons="; ".join(reasons)),
        " ".join(actions),
        speech.sentence("result_watch", signs=" ".join(watch)) if watch else "",
        "" if found.reviewed else speech.sentence("result_sample"),
    ]
    options = [speech.option("book", "book")] if found.can_book else []
    options += [nurse_option(speech)] if found.can_handoff else []
    speech.say(
        "\n\n".join(part for part in paragraphs if part), "result", protocol.topic, options,
        assessment=protocol.id, version=protocol.version, urgency=urgency, reasons=reasons, actions=actions,
        watch=watch, reviewed=found.reviewed, answers=_answers(turn, protocol, state),
        **({"numbers": [numbers["emergency_number"]]} if urgency == "emergency" else {}),
    )  # fmt: skip
    speech.set_task(None)
    speech.learn(topic=protocol.topic, service_topics=list(found.service_topics))
    if urgency != "emergency":
        await offer_services(turn, speech, list(found.service_topics), protocol.topic, RESULT_SERVICES)


def _answers(turn: Turn, protocol: Protocol, state: State) -> list[dict[str, str]]:
    """Every answer with its question, asked or told unasked: for the nurse and for the resident's print."""
    lines = [line.say(turn.language).partition(": ") for line in engine.summary(protocol, state)]
    return [{"question": question, "answer": answer} for question, _, answer in lines]


def _today() -> Any:
    return datetime.now(HELSINKI).date()
