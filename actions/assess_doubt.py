"""An answer that was not read, or only in part: asked in another way, and the third time not waited for any more.

So an assessment always ends. Another matter that the words may be about is offered by a button, once: who has gone on
without pressing it has turned it down.
"""

from __future__ import annotations

from actions import assessment as engine
from actions.assess_ask import ask, which
from actions.assess_steps import open_protocol, proceed
from actions.assessment import UNKNOWN, Answer, Protocol, Question, State, Value
from actions.speech import Option, Speech
from actions.turn import Turn
from nlu.denial import points_at_list
from nlu.topics import topics

MOST_TRIES = 2  # unread answers to one question; the next counts as "I do not know"


async def ask_rest(turn: Turn, speech: Speech, protocol: Protocol, state: State, found: Answer | None) -> None:
    """An answer in part: the question is put again, but not for ever; what was said of it then counts."""
    assert turn.task is not None
    question = protocol.question(turn.task["question"])
    tries = turn.task.get("tries", 0) + 1
    settled = _settled(turn, question, found) if found and tries == MOST_TRIES else None
    if settled is not None:
        await proceed(turn, speech, protocol, engine.answer(protocol, state, question.id, settled))
        return
    if tries > MOST_TRIES:
        said = state.mentioned.get(question.id)
        lead = speech.sentence("answer_noted" if said else "answer_taken_as_unknown")
        await proceed(turn, speech, protocol, engine.answer(protocol, state, question.id, said or UNKNOWN), lead)
        return
    await proceed(turn, speech, protocol, state, which(speech, protocol, question, found, turn.language))
    if speech.task and speech.task["question"] == question.id:
        only = found.candidates[0] if found and len(found.candidates) == 1 else None
        speech.set_task({**speech.task, "tries": tries, "meant": only})


def _settled(turn: Turn, question: Question, found: Answer) -> Value | None:
    """What an answer means that was as unclear when asked again; None when nothing.

    Who was asked "did you mean ...?" and speaks of it again did mean it. Of several grades named the most serious
    counts ("rappusissa ja pukiessa"). "Väsyttää vaan, muuta ei" has none of the options, unless a danger is asked
    about: what was told may be one in other words, until "ei mitään näistä" is said beside it.
    """
    meant = (turn.task or {}).get("meant")
    if meant is not None and found.candidates == (meant,) and question.type in ("choice", "multi"):
        return (meant,) if question.type == "multi" else meant
    if question.type == "choice" and question.order != "none" and found.candidates:
        return max((str(name) for name in found.candidates), key=question.option_ids.index)
    danger = question.on_unknown >= engine.Urgency.URGENT_NOW and not points_at_list(turn.words())
    return () if found.value == () and not found.denied and not danger else None


async def not_read(turn: Turn, speech: Speech, other: str | None = None) -> None:
    """The answer was not understood: ask in another way, the second time offer a person, then take it as not known.

    A danger that is denied in other words ("en halua sanoa tuosta mitään") counts as not known the second time already:
    who is asked about it a third time would take the nearest no. `other`: the topic that the message may be about
    instead; a button leads there.
    """
    assert turn.task is not None
    protocol, state = open_protocol(turn), State.from_dict(turn.task["state"])
    question = protocol.question(turn.task["question"])
    tries = turn.task.get("tries", 0) + 1
    danger = question.on_unknown >= engine.Urgency.URGENT_NOW
    evaded = danger and any(word.word_class == "negation" for word in turn.words())
    if tries > MOST_TRIES - evaded:
        lead = speech.sentence("answer_taken_as_unknown")
        await proceed(turn, speech, protocol, engine.answer(protocol, state, question.id, UNKNOWN), lead)
        return
    lead = speech.sentence("answer_not_read" if tries < MOST_TRIES else "answer_not_read_again")
    offered = turn.task.get("offered", [])
    fresh = [other] if other and other != protocol.topic and other not in offered else []
    ask(turn, speech, protocol, state, question, lead, [_change_to(turn, speech, topic) for topic in fresh])
    speech.set_task({**(speech.task or {}), "tries": tries, "offered": [*offered, *fresh]})


def _change_to(turn: Turn, speech: Speech, topic: str) -> Option:
    """The button that leaves the open question for another matter."""
    label = speech.sentence("change_matter", title=topics()[topic].label[turn.language].lower())
    return {"label": label, "payload": f"topic:{topic}"}
