"""What the resident reads while being handed to a nurse. Sentences: bot/texts/conversation.yml."""

from __future__ import annotations

from bot.conversations.messages import Reply
from bot.regions import Region
from bot.texts import texts


def _data(state: str, position: int | None = None, minutes: int | None = None) -> dict[str, object]:
    return {
        "kind": "handoff", "topic": "talk_to_human", "state": state, "position": position, "wait_minutes": minutes
    }  # fmt: skip


def place(language: str, key: str, position: int, minutes: int | None) -> Reply:
    """A place in the queue, with the wait in minutes or an honest "cannot be estimated"."""
    say = texts().say
    wait = say("wait_unknown", language) if minutes is None else say("wait_known", language, minutes=minutes)
    options = [{"label": say("handoff_leave", language), "payload": "handoff:leave"}]
    return Reply(
        say(key, language, position=position, wait=wait),
        options,
        _data("queued", position, minutes),
        "system",
    )


def joined(language: str, nurse: str) -> Reply:
    """A nurse came."""
    return Reply(
        texts().say("handoff_human", language, nurse=nurse), data={**_data("human"), "nurse": nurse}, sender="system"
    )


def already_human(language: str) -> Reply:
    """A nurse already has the conversation."""
    return Reply(texts().say("handoff_already", language), data=_data("human"), sender="system")


def left(language: str) -> Reply:
    """The resident left the queue."""
    return Reply(texts().say("handoff_left", language), data=_data("closed"), sender="system")


def closed(language: str) -> Reply:
    """The nurse ended the conversation; how did it go?"""
    options = [
        {"label": texts().say(f"feedback_{score}", language), "payload": f"feedback:{score}"} for score in range(1, 6)
    ]
    return Reply(texts().say("handoff_closed", language), options, _data("closed"), "system")


def unavailable(language: str, region: Region) -> Reply:
    """Nobody is on duty and the chat is not open: a call-back instead of a queue that nobody sees."""
    text = texts().say(
        "handoff_unavailable", language, hours=region.nurse_chat_text[language],  # type: ignore[index]
        on_call=region.numbers_in(language)["on_call"],
    )  # fmt: skip
    options = [{"label": texts().say("callback_offer", language), "payload": "topic:callback_request"}]
    return Reply(text, options, _data("offered"), "system")


def call_back_kept(language: str, phone: str) -> Reply:
    """A call-back was asked for."""
    return Reply(texts().say("callback_kept", language, phone=phone), data=_data("callback"), sender="system")
