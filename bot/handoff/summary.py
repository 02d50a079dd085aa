"""What a nurse reads first, drawn from the conversation's own messages: need, urgency, answers, services, booking.

Drawn from the log rather than sent along, so it is the same however the person was asked for: in words, by a
button with Rasa down, or after an emergency.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.conversations.messages import MessageView
from nlu.topics import topics

NOT_ANSWERS = frozenset({"safety", "booking", "callback", "joining"})  # questions that are no assessment's

WHOLE = "Kokonaistilanne"  # the answers behind a segment, in the nurses' working language


def summary_of(messages: Sequence[MessageView], reason: str = "asked") -> dict[str, Any]:
    """The structured summary; keys without a value are None or empty."""
    found: dict[str, Any] = {
        "reason": reason, "topic": None, "topic_label": None, "urgency": None,
        "assessments": [], "services": [], "booking": None, "segment": None, "suggestion": None, "scores": [],
        "emergencies": [],
    }  # fmt: skip
    asked: MessageView | None = None
    unfinished: list[dict[str, str]] = []
    for message in messages:
        data = message.data
        kind = data.get("kind")
        if message.sender == "resident":
            if asked is not None:
                unfinished.append({"question": asked.text, "answer": message.text})
            asked = None
        elif kind == "question" and data.get("assessment") not in NOT_ANSWERS:
            asked = message
            found["topic"] = data["topic"]
        elif kind == "result":
            found["assessments"].append(_assessment(data))
            found["topic"], found["urgency"], unfinished = data["topic"], data["urgency"], []
        elif "segment" in data:
            found["segment"] = data["segment"]["name"]
            found["assessments"].append({"title": WHOLE, "answers": data.get("answers", [])})
            unfinished = []
        elif "questionnaire" in data:
            done = data["questionnaire"]
            found["assessments"].append({"title": done["title"], "answers": done["answers"]})
            found["scores"] += done["scores"]
            found["suggestion"] = done["suggestion"] or found["suggestion"]
            unfinished = []
        elif kind == "services":
            found["topic"] = found["topic"] or data["topic"]
            found["services"] = [service["name"] for service in data.get("services", [])]
        elif kind == "booking" and "booking" in data:
            found["booking"] = data["booking"]
        elif kind == "emergency":
            found["emergencies"].append(_label(data["topic"]))
            found["urgency"] = "emergency"
    if unfinished:
        found["assessments"].append({"title": _label(found["topic"]), "answers": unfinished})
    found["emergencies"] = list(dict.fromkeys(found["emergencies"]))
    found["topic_label"] = _label(found["topic"])
    return found


def _assessment(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": _label(data["topic"]),
        "urgency": data["urgency"],
        "reasons": data.get("reasons", []),
        "answers": data.get("answers", []),
    }


def _label(topic: str | None) -> str | None:
    """The topic in Finnish, the nurses' working language; an unknown one as it is."""
    known = topics().get(topic or "")
    return known.label["fi"] if known else topic
