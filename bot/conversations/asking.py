"""Asking the dialogue (Rasa) to answer a message, and what the resident is told when it cannot."""

from __future__ import annotations

import asyncio
import logging

from anyio import to_thread

from bot.conversations.messages import MessageView, Reply
from bot.conversations.returning import TakenUp
from bot.regions import Region
from bot.texts import texts
from connectors.dialogue import Dialogue, Turn
from connectors.errors import ConnectorError, Unreachable
from nlu.redflags import RedFlags

log = logging.getLogger(__name__)

UNSURE = ("clarify", "fallback", "greeting")
SECOND_TRY_AFTER = 0.4  # seconds; a supervisor needs longer to bring Rasa back, a dropped connection does not


class Asking:
    """The dialogue as the turns use it. `timeout`: the longest an answer may take, in seconds."""

    def __init__(self, dialogue: Dialogue, red_flags: RedFlags, region: Region, timeout: float) -> None:
        self._dialogue = dialogue
        self._red_flags = red_flags
        self._region = region
        self._timeout = timeout

    async def answer(
        self,
        conversation_id: str,
        message: MessageView,
        alarms: int = 0,
        *,
        beside_emergency: bool = False,
        taken_up: TakenUp | None = None,
    ) -> tuple[list[Reply], str]:
        """The replies to a message and its turn's state; the honest fallback when there is no answer.

        `alarms`: how many times a risk of suicide was answered in this conversation. `beside_emergency`: the message
        was an emergency, now settled; only what it asks beside that is answered. `taken_up`: what the message
        takes up again, in place of its words.
        """
        if message.payload is None and not any(letter.isalnum() for letter in message.text):
            return [_unreadable(message.language)], "done"
        text = "" if message.payload else message.text
        if beside_emergency:
            text = await to_thread.run_sync(self._red_flags.besides, text, message.language) or text
        try:
            async with asyncio.timeout(self._timeout):
                context = self._context(message.language, alarms)
                payload = message.payload
                if taken_up is not None:
                    text, payload, context["unfinished"] = "", taken_up.payload, taken_up.task
                turn = await self._ask_twice(conversation_id, message.language, context, text, payload)
        except (ConnectorError, TimeoutError) as error:
            log.warning("the dialogue did not answer: %s", error or type(error).__name__)
            return [self._fallback(message.language)], "failed"
        replies = _replies(turn)
        if beside_emergency and replies and replies[0].data["kind"] in UNSURE:
            return [], "done"  # only the emergency's own words were left: that has had its answer
        return replies, "done"

    async def resume(self, conversation_id: str, language: str, alarms: int = 0) -> list[Reply]:
        """Ask again what an emergency interrupted. Failing is no harm: the resident has had an answer."""
        try:
            context = self._context(language, alarms)
            return _replies(await self._dialogue.turn(conversation_id, language, context, payload="resume"))
        except ConnectorError as error:
            log.warning("could not resume after an emergency: %s", error)
            return []

    async def forget(self, conversation_id: str) -> None:
        """Erase what the dialogue keeps of a conversation. Raises ConnectorError."""
        await self._dialogue.forget(conversation_id)

    def _context(self, language: str, alarms: int) -> dict[str, object]:
        """What the dialogue needs to know of the region, in the resident's language, and of this conversation."""
        return {
            "region": self._region.id,
            "region_name": self._region.names[language],  # type: ignore[index]
            "numbers": self._region.numbers_in(language),
            "alarms": alarms,
        }

    async def _ask_twice(
        self, conversation_id: str, language: str, context: dict[str, object], text: str, payload: str | None
    ) -> Turn:
        async def ask() -> Turn:
            return await self._dialogue.turn(conversation_id, language, context, text=text, payload=payload)

        try:
            return await ask()
        except Unreachable:  # nothing was heard there, so asking again cannot do it twice
            await asyncio.sleep(SECOND_TRY_AFTER)
            return await ask()

    def _fallback(self, language: str) -> Reply:
        numbers = self._region.numbers_in(language)
        say = texts().say
        options = [
            {"label": say("fallback_retry", language), "payload": "retry"},
            {"label": say("talk_to_nurse", language), "payload": "handoff:request"},
        ]
        data = {
            "kind": "fallback", "topic": "not_understood", "reason": "fault",
            "numbers": [numbers["emergency"], numbers["on_call"]],
        }  # fmt: skip
        return Reply(say("fallback", language, **numbers), options, data)


def _replies(turn: Turn) -> list[Reply]:
    return [Reply(reply["text"], reply["options"], reply["data"]) for reply in turn.replies]


def _unreadable(language: str) -> Reply:
    options = [{"label": texts().say("talk_to_nurse", language), "payload": "handoff:request"}]
    return Reply(texts().say("unreadable", language), options, {"kind": "fallback", "topic": "not_understood"})
