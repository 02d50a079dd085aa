"""Showing services of the catalogue in a conversation."""

from __future__ import annotations

from typing import Any

from actions.base import nurse_option
from actions.far_ends import catalog
from actions.speech import Speech
from actions.turn import Turn

SHOWN = 5


async def offer_services(
    turn: Turn, speech: Speech, topics: list[str], topic: str, limit: int = SHOWN, query: str = ""
) -> bool:
    """Show services of the topics, best first; says so when there are none. Returns whether there were any.

    Raises ConnectorError.
    """
    found: dict[str, dict[str, Any]] = {}
    notice = None
    for wanted in topics or [topic]:
        items, said = await catalog().search(
            turn.language, topic=wanted, q=query, limit=limit, municipality=turn.case.get("municipality")
        )
        notice = notice or said
        for item in items:
            found.setdefault(item["id"], item)
    services = list(found.values())[:limit]
    if not services:
        speech.say(speech.sentence("no_services"), "services", topic, [nurse_option(speech)], services=[])
        return False
    lines = [_line(speech, service) for service in services]
    text = "\n".join([notice or speech.sentence("services_found"), *lines])
    speech.say(text, "services", topic, services=services)
    return True


def _line(speech: Speech, service: dict[str, Any]) -> str:
    """One service in words: a screen reader must get along with the text alone."""
    phones = service.get("phones") or []
    numbers = ", ".join(phone if isinstance(phone, str) else str(phone.get("number", "")) for phone in phones[:1])
    state = speech.sentence("open_now") if service.get("open_now") else ""
    return "• " + ", ".join(part for part in (service["name"], state, numbers) if part)
