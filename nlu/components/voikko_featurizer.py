"""Sparse features of base forms: lemmas, compound parts, neighbouring pairs, and negated lemmas apart."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

import numpy as np
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import dump_obj_as_json_to_file, read_json_file

VOCABULARY = "vocabulary.json"


def features_of(tokens: list[Token]) -> Counter:
    """Names of the features of a message with how often each occurs."""
    found: Counter = Counter()
    lemmas = [f"not_{token.lemma}" if token.get("negated") else token.lemma for token in tokens]
    found.update(f"lemma:{lemma}" for lemma in lemmas)
    found.update(f"part:{part}" for token in tokens for part in token.get("parts") or (token.lemma,))
    found.update(f"pair:{first}_{second}" for first, second in itertools.pairwise(lemmas))
    return found


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class VoikkoFeaturizer(SparseFeaturizer, GraphComponent):
    """Counts of base-form features over the vocabulary seen in training."""

    @classmethod
    def required_components(cls) -> list[type]:
        """A tokenizer that gives lemmas."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`min_count` drops features seen in fewer training messages."""
        return {**SparseFeaturizer.get_default_config(), "min_count": 1}

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, context: ExecutionContext,
        vocabulary: dict[str, int],
    ) -> None:  # fmt: skip
        """Made by create (empty vocabulary) or load."""
        super().__init__(context.node_name, config)
        self._storage, self._resource = storage, resource
        self._vocabulary = vocabulary

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> VoikkoFeaturizer:
        """Rasa's factory for training."""
        return cls(config, model_storage, resource, execution_context, {})

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Rasa checks the names of the keys; there is nothing more to check."""

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the vocabulary."""
        seen: Counter = Counter()
        for message in training_data.training_examples:
            seen.update(set(features_of(message.get(TOKENS_NAMES[TEXT]) or [])))
        kept = sorted(name for name, count in seen.items() if count >= self._config["min_count"])
        self._vocabulary = {name: index for index, name in enumerate(kept)}
        with self._storage.write_to(self._resource) as folder:
            dump_obj_as_json_to_file(folder / VOCABULARY, self._vocabulary)
        return self._resource

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any,
    ) -> VoikkoFeaturizer:  # fmt: skip
        """Rasa's factory for a trained model."""
        with model_storage.read_from(resource) as folder:
            vocabulary = read_json_file(folder / VOCABULARY)
        return cls(config, model_storage, resource, execution_context, vocabulary)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to the training messages."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add features to messages."""
        for message in messages:
            tokens = message.get(TOKENS_NAMES[TEXT])
            if tokens:
                rows = [self._row(features_of([token])) for token in tokens]
                self.add_features_to_message(scipy.sparse.vstack(rows), self._row(features_of(tokens)), TEXT, message)
        return messages

    def _row(self, features: Counter) -> scipy.sparse.spmatrix:
        known = [(self._vocabulary[name], count) for name, count in features.items() if name in self._vocabulary]
        columns = [column for column, _ in known]
        counts = np.array([count for _, count in known], dtype=np.float64)
        shape = (1, len(self._vocabulary))
        return scipy.sparse.coo_matrix((counts, ([0] * len(columns), columns)), shape=shape)
