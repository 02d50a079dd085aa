"""Topic classification: one-against-rest linear SVMs over all sparse features, with calibrated confidence.

Linear SVMs on tf-idf weights were the most accurate of what trains in seconds (docs/decisions/0003). Their scores
are not probabilities, so a temperature is fitted on scores of messages left out of training: a confidence of 0.8
is meant to be right eight times in ten.
"""

from __future__ import annotations

from typing import Any

import joblib
import numpy as np
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

MODEL = "topics.joblib"
RANKED = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent, IntentClassifier):
    """Ranks topics for a message; the confidences of all topics sum to one."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Any featurizers."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C`: how closely the training data is followed; `folds`: of the calibration."""
        return {"C": 0.3, "folds": 3, "random_state": 7}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        """Made by create or load."""
        self._config, self._storage, self._resource = config, storage, resource
        self._weights: TfidfTransformer
        self._svm: LinearSVC
        self._temperature = 1.0

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
        """Fit weights, SVMs and the temperature."""
        examples = [message for message in training_data.intent_examples if message.get_sparse_features(TEXT)[1]]
        counts = scipy.sparse.vstack([_counts(message) for message in examples]).tocsr()
        topics = np.array([message.get(INTENT) for message in examples])
        self._weights = TfidfTransformer(sublinear_tf=True).fit(counts)
        features = self._weights.transform(counts)
        self._temperature = self._calibrate(features, topics)
        self._svm = self._new_svm().fit(features, topics)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump((self._weights, self._svm, self._temperature), folder / MODEL)
        return self._resource

    def _new_svm(self) -> LinearSVC:
        return LinearSVC(C=self._config["C"], random_state=self._config["random_state"])

    def _calibrate(self, features: Any, topics: np.ndarray) -> float:
        """The factor on scores that makes left-out messages likeliest."""
        folds = StratifiedKFold(self._config["folds"], shuffle=True, random_state=self._config["random_state"])
        scores, right = [], []
        for fitting, left_out in folds.split(features, topics):
            svm = self._new_svm().fit(features[fitting], topics[fitting])
            scores.append(svm.decision_function(features[left_out]))
            right.append(np.searchsorted(svm.classes_, topics[left_out]))
        all_scores, all_right = np.vstack(scores), np.concatenate(right)

        def loss(temperature: float) -> float:
            chosen = _softmax(all_scores * temperature)[np.arange(len(all_right)), all_right]
            return float(-np.log(chosen + 1e-12).mean())

        return float(minimize_scalar(loss, bounds=(0.5, 30), method="bounded").x)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any,
    ) -> TopicClassifier:  # fmt: skip
        """Rasa's factory for a trained model."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._weights, component._svm, component._temperature = joblib.load(folder / MODEL)
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking. A message without any known feature gets no intent."""
        for message in messages:
            ranking = self._ranking(message)
            message.set(INTENT, ranking[0] if ranking else {"name": None, "confidence": 0.0}, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        if not message.get_sparse_features(TEXT)[1]:
            return []
        counts = _counts(message)
        if counts.nnz == 0:
            return []
        confidences = _softmax(self._svm.decision_function(self._weights.transform(counts)) * self._temperature)[0]
        best = np.argsort(-confidences)[:RANKED]
        return [{"name": str(self._svm.classes_[index]), "confidence": float(confidences[index])} for index in best]


def _counts(message: Message) -> scipy.sparse.csr_matrix:
    """All sparse sentence features of a message in one row."""
    return message.get_sparse_features(TEXT)[1].features.tocsr()


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
