"""A service that a nurse sends into the conversation, as the same card the bot shows."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from bot.conversations.messages import Reply
from bot.errors import ServiceUnknown
from bot.texts import texts
from services_catalog import Catalog
from services_catalog.api.present import Presenter
from services_catalog.api.schemas import ItemOut
from services_catalog.errors import ServiceNotFound
from services_catalog.record import Language
from services_catalog.vocabulary import vocabulary

NO_TOPIC = "opening_hours_location"  # of a service that has none


def recommend(catalog: Catalog, service_id: str, language: str, moment: datetime) -> Reply:
    """The message, in the resident's language where the service has it. Raises ServiceUnknown."""
    try:
        listing = catalog.get(service_id)
    except ServiceNotFound:
        raise ServiceUnknown from None
    item = Presenter(vocabulary(), cast("Language", language), moment).item(listing)
    text = f"{texts().say('handoff_service', language)}\n{_line(item, language)}"
    topic = item.topics[0] if item.topics else NO_TOPIC
    return Reply(text, data={"kind": "services", "topic": topic, "services": [item.model_dump(mode="json")]})


def _line(item: ItemOut, language: str) -> str:
    """The service in words: a screen reader must get along with the text alone."""
    state = {True: "page_open_now", False: "page_closed_now", None: ""}[item.open_now]
    parts = (
        item.name,
        item.summary.rstrip("."),
        texts().say(state, language) if state else "",
        ", ".join(phone.number for phone in item.phones[:1]),
    )
    return "• " + ". ".join(part for part in parts if part)
