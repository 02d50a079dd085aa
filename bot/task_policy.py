"""A Rasa policy for open tasks: while an assessment, a booking or a call-back is open, the message is theirs first.

Rules (bot/rules) say how each topic begins. A task that asks something keeps its state in the slot `task`;
action_continue then reads the message as an answer, a side question or a change of subject. Rasa's forms would
do the same with two calls to the action server a turn instead of one.
"""

from __future__ import annotations

from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

CONTINUE = "action_continue"
BUTTON = "button"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class TaskPolicy(Policy):
    """Predicts action_continue for messages to an open task, and to listen after it; abstains otherwise."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Above the rules (6): a rule would start a new topic in the middle of a question."""
        return {"priority": 7}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        featurizer: Any = None,
    ) -> None:
        """Rasa calls this; nothing is trained or kept."""
        super().__init__(config, model_storage, resource, execution_context, featurizer)

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """Nothing to learn."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Certain, or silent."""
        probabilities = self._default_predictions(domain)
        action = self._next(tracker)
        if action is not None:
            probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities)

    @staticmethod
    def _next(tracker: DialogueStateTracker) -> str | None:
        done = _done_this_turn(tracker)
        if CONTINUE in done:
            return ACTION_LISTEN_NAME
        if done or tracker.latest_message is None:
            return None
        is_button = tracker.latest_message.intent.get("name") == BUTTON
        return CONTINUE if is_button or tracker.get_slot("task") is not None else None

    @classmethod
    def _metadata_filename(cls) -> str:
        return "task_policy"


def _done_this_turn(tracker: DialogueStateTracker) -> list[str]:
    names: list[str] = []
    for event in reversed(tracker.events):
        if isinstance(event, ActionExecuted):
            if event.action_name == ACTION_LISTEN_NAME:
                break
            names.append(event.action_name or "")
    return names
