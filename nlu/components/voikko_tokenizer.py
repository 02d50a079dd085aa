"""Tokens with base forms: nlu.morphology as a Rasa tokenizer, in the conversation's language."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from nlu.components.fingerprint import fingerprint
from nlu.components.message_language import language_of
from nlu.morphology import Morphology, create_morphology

PUNCTUATION = "punct"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class VoikkoTokenizer(Tokenizer):
    """A token's text is the repaired spelling, its lemma the chosen base form; compound parts and negation in data."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own tokenizer settings, unused here but expected to exist."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Retrain when the morphology, its lexicon or Voikko's dictionary changes."""
        return fingerprint("morphology", "data/lexicon")

    def __init__(self, config: dict[str, Any]) -> None:
        """Analysers are made once for each language, on first use."""
        super().__init__(config)
        self._morphologies: dict[str, Morphology] = {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> VoikkoTokenizer:
        """Rasa's factory."""
        return cls(config)

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The words of the message, punctuation left out."""
        language = language_of(message)
        if language not in self._morphologies:
            self._morphologies[language] = create_morphology(language)
        return [
            Token(
                word.normal, word.start, word.end, lemma=word.lemma,
                data={"parts": word.parts, "negated": word.negated, "word_class": word.word_class},
            )
            for word in self._morphologies[language].analyse(message.get(attribute))
            if word.word_class != PUNCTUATION
        ]  # fmt: skip
