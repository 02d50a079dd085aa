"""A person instead of the bot: the nurses' queue, and being phoned."""

from __future__ import annotations

import re

from actions.base import TurnAction
from actions.far_ends import handoff
from actions.speech import Speech
from actions.turn import Turn

KIND = "callback"
# Finnish and international numbers as people write them: 040 123 4567, +358 40 1234567, 0401234567
PHONE = re.compile(r"(?<!\d)(?:\+|00)?\d[\d\s()-]{5,16}\d(?!\d)")


class ActionTalkToHuman(TurnAction):
    """Asks a nurse to join, with everything already said."""

    called = "action_talk_to_human"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Queue the conversation."""
        await request_nurse(turn, speech)


async def request_nurse(turn: Turn, speech: Speech) -> None:
    """Queue the conversation. Raises ConnectorError."""
    reply = await handoff().request(turn.conversation)
    data = dict(reply.data)
    kind, topic = data.pop("kind"), data.pop("topic")
    speech.say(reply.text, kind, topic, reply.options, **data)


class ActionCallback(TurnAction):
    """Asks for the number to call."""

    called = "action_callback"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Take the number from the message, or ask for it."""
        if not await _take_number(turn, speech):
            speech.say(
                speech.sentence("callback_number"), "question", "callback_request",
                [speech.option("cancel", "stop")],
                assessment="callback", question="phone", answer_type="text", progress=0.5,
            )  # fmt: skip
            speech.set_task({"kind": KIND, "tries": 0})


async def go_on(turn: Turn, speech: Speech) -> bool:
    """Read the message as the number asked for."""
    if turn.payload == "stop":
        speech.set_task(None)
        speech.say(speech.sentence("callback_stopped"), "info", "callback_request")
        return True
    return await _take_number(turn, speech)


def ask_again(turn: Turn, speech: Speech, lead: str = "") -> None:
    """Ask for the number again."""
    text = " ".join(part for part in (lead, speech.sentence("callback_number")) if part)
    speech.say(
        text, "question", "callback_request", [speech.option("cancel", "stop")],
        assessment="callback", question="phone", answer_type="text", progress=0.5,
    )  # fmt: skip


async def _take_number(turn: Turn, speech: Speech) -> bool:
    found = PHONE.search(turn.text)
    if found is None:
        return False
    number = re.sub(r"[()-]", "", re.sub(r"\s+", " ", found.group())).strip()
    reply = await handoff().call_back(turn.conversation, number)
    data = dict(reply.data)
    kind = data.pop("kind")
    data.pop("topic")
    speech.say(reply.text, kind, "callback_request", reply.options, **data)
    speech.set_task(None)
    return True
