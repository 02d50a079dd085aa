"""Entities: nlu.entities as a Rasa entity extractor, in the conversation's language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.message_language import language_of
from nlu.entities import HELSINKI, EntityExtractor, create_extractor


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class OpastinEntities(GraphComponent, EntityExtractorMixin):
    """Adds entities to messages; days are relative to the metadata's "now" (ISO) or the clock."""

    @classmethod
    def required_components(cls) -> list[type]:
        """None: it analyses the message itself, since Rasa's tokens leave out punctuation and grammar."""
        return []

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Nothing to set."""
        return {}

    def __init__(self) -> None:
        """Extractors are made once for each language, on first use."""
        self._extractors: dict[str, EntityExtractor] = {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OpastinEntities:
        """Rasa's factory."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities to those already there."""
        for message in messages:
            text = message.get(TEXT)
            if text:
                found = self._extractor(language_of(message)).extract(text, _now(message))
                entities = [*message.get(ENTITIES, []), *(entity.as_dict() for entity in found)]
                message.set(ENTITIES, entities, add_to_output=True)
        return messages

    def _extractor(self, language: str) -> EntityExtractor:
        if language not in self._extractors:
            self._extractors[language] = create_extractor(language)
        return self._extractors[language]


def _now(message: Message) -> datetime | None:
    """The moment of the message; a time without a zone is Helsinki's."""
    now = (message.get("metadata") or {}).get("now")
    moment = datetime.fromisoformat(now) if now else None
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=HELSINKI)
