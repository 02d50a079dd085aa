"""Topic classification and two needs in one message: nlu.classification as a Rasa intent classifier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.classification.features import Sentence
from nlu.classification.model import Settings, TopicModel
from nlu.classification.needs import find_needs
from nlu.classification.translations import load_translations
from nlu.classification.vectors import PACKAGE, load_vectors
from nlu.components.fingerprint import fingerprint
from nlu.components.message_language import language_of

MODEL = "topics.joblib"
NEEDS = "needs"
RANKED = 10


class Term(NamedTuple):
    """A token as nlu.classification sees it."""

    normal: str
    lemma: str
    parts: tuple[str, ...]
    negated: bool
    start: int
    end: int


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent, IntentClassifier):
    """Ranks topics for a message (confidences sum to one); sets `needs` (topic, and where) when there are two."""

    @classmethod
    def required_components(cls) -> list[type]:
        """A tokenizer that gives lemmas."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C`: how closely the SVMs follow the examples; `networks`: how many are averaged."""
        return {"C": Settings.C, "networks": Settings.networks}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Retrain when the classification, the morphology under it, their lexicon or the vectors change."""
        return fingerprint("classification", "morphology", "data/lexicon", packages=(PACKAGE,))

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        """Made by create or load."""
        self._config, self._storage, self._resource = config, storage, resource
        self._translations, self._vectors = load_translations(), load_vectors()
        self._model: TopicModel

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        """Rasa's factory for training."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the model."""
        examples = [message for message in training_data.intent_examples if message.get(TOKENS_NAMES[TEXT])]
        self._model = TopicModel(
            [Sentence(_terms(message), language_of(message)) for message in examples],
            [message.get(INTENT) for message in examples],
            self._translations,
            self._vectors,
            Settings(C=self._config["C"], networks=self._config["networks"]),
        )
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, folder / MODEL)
        return self._resource

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any,
    ) -> TopicClassifier:  # fmt: skip
        """Rasa's factory for a trained model."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = joblib.load(folder / MODEL)
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and two needs, or none. A message without words gets no intent."""
        for message in messages:
            words, language = _terms(message), language_of(message)
            ranking = self._ranking(words, language)
            found = find_needs(
                message.get(TEXT), words, language, ranking,
                lambda start, end, words=words, language=language: self._ranking(words[start:end], language),
            )  # fmt: skip
            if len(found) == 1:  # the matter, as surely as anything, whatever the rest of the message tells beside it
                others = [row for row in ranking if row[0] != found[0].topic]
                ranking, found = [(found[0].topic, max(found[0].confidence, ranking[0][1])), *others], []
            rows = [{"name": topic, "confidence": confidence} for topic, confidence in ranking]
            message.set(INTENT, rows[0] if rows else {"name": None, "confidence": 0.0}, add_to_output=True)
            message.set(INTENT_RANKING_KEY, rows, add_to_output=True)
            needs = [{"name": need.topic, "start": words[need.start].start, "end": words[need.end - 1].end}
                     for need in found]  # fmt: skip
            message.set(NEEDS, needs, add_to_output=True)
        return messages

    def _ranking(self, words: Sequence[Term], language: str) -> list[tuple[str, float]]:
        if not words:
            return []
        sentence = Sentence(words, language)
        confidences = self._model.confidences([sentence], self._translations, self._vectors)[0]
        best = np.argsort(-confidences)[:RANKED]
        return [(self._model.topics[number], float(confidences[number])) for number in best]


def _terms(message: Message) -> list[Term]:
    return [
        Term(token.text, token.lemma, tuple(token.get("parts")), bool(token.get("negated")), token.start, token.end)
        for token in message.get(TOKENS_NAMES[TEXT]) or []
    ]
