"""Putting the question of an assessment: its text, its options, and what of an answer was read."""

from __future__ import annotations

from collections.abc import Sequence

from actions import assessment as engine
from actions.assessment import UNKNOWN, Answer, Protocol, Question, State
from actions.content import questionnaires
from actions.speech import Option, Speech
from actions.turn import Turn

KIND = "assessment"


def ask(
    turn: Turn,
    speech: Speech,
    protocol: Protocol,
    state: State,
    question: Question,
    lead: str = "",
    more: Sequence[Option] = (),
) -> None:
    """Put the question and keep the state as the open task; `lead` is said before it, `more` are further buttons."""
    other = engine.about_other(protocol, state)
    made = questionnaires().get(protocol.id)

    def say(text: engine.Text) -> str:
        return text.say(turn.language, about_other=other)

    parts = [lead, say(question.text), say(question.help) if question.help else ""]
    speech.say(
        " ".join(part for part in parts if part),
        "question",
        protocol.topic,
        [*_options(turn, speech, question, other, first=not state.asked, pausable=made is not None), *more],
        assessment=protocol.id,
        question=question.id,
        answer_type=question.type,
        progress=round(engine.progress(protocol, state), 2),
        **(
            {"min": question.bounds[0], "max": question.bounds[1], "unit": question.unit}
            if question.type in ("number", "scale")
            else {}
        ),
        **({"safe_exit": True} if made and made.file.safe_exit else {}),
    )
    speech.set_task(
        {
            "kind": KIND,
            "topic": protocol.topic,
            "assessment": protocol.id,
            "question": question.id,
            "state": state.to_dict(),
            "alarms": turn.alarms,
            "offered": _offered(turn, protocol),
        }
    )


def _offered(turn: Turn, protocol: Protocol) -> list[str]:
    """The other matters that have been offered in this assessment; none is offered twice."""
    task = turn.task or {}
    return list(task.get("offered", [])) if task.get("assessment") == protocol.id else []


def _options(turn: Turn, speech: Speech, question: Question, other: bool, first: bool, pausable: bool) -> list[Option]:
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
    if pausable and not first:
        options.append(speech.option("pause", "pause"))
    return options


def which(speech: Speech, protocol: Protocol, question: Question, found: Answer | None, language: str) -> str:
    """What to say when an answer was read only in part."""
    if found is not None and found.candidates:
        names = [engine.describe(protocol, question.id, item).say(language) for item in found.candidates]
        return speech.sentence("answer_meant" if len(names) == 1 else "answer_which", candidates=" / ".join(names))
    if found is not None and found.value == () and not found.denied:
        return speech.sentence("answer_any_of_these", none=question.none.say(language))
    return speech.sentence("answer_noted")
