"""What a turn answers: messages in the contract's shape and what is remembered, sent to Rasa at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.content import texts
from actions.turn import Turn
from nlu.topics import topics

Option = dict[str, str]


class Speech:
    """Collects the answer to one turn. The task and the case stay as they were unless set."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._messages: list[dict[str, Any]] = []
        self._slots: dict[str, Any] = {}
        self._follow: str | None = None

    def sentence(self, key: str, **values: object) -> str:
        """A sentence of actions/texts in the resident's language; phone numbers are always there to use."""
        return texts().say(key, self._turn.language, **{**self._turn.numbers, **values})

    def option(self, key: str, payload: str) -> Option:
        """A button."""
        return {"label": self.sentence(key), "payload": payload}

    def say(self, text: str, kind: str, topic: str | None = None, options: Iterable[Option] = (), **data: Any) -> None:
        """Add a message."""
        body = {"kind": kind, "topic": topic or self._turn.topic, **data}
        self._messages.append({"text": text, "options": list(options), "data": body})

    def set_task(self, task: Mapping[str, Any] | None) -> None:
        """Open, change or (None) close the task."""
        self._slots["task"] = dict(task) if task is not None else None

    @property
    def task(self) -> Mapping[str, Any] | None:
        """The task as this turn leaves it, when it has set one."""
        return self._slots.get("task")

    def learn(self, **facts: Any) -> None:
        """Add to what is known of the case."""
        self._slots["case"] = {**self._turn.case, **self._slots.get("case", {}), **facts}

    def set_failures(self, count: int) -> None:
        """How many messages in a row were not understood."""
        self._slots["failures"] = float(count)

    def follow(self, action: str) -> None:
        """Let another action go on with this turn."""
        self._follow = action

    def _remember_second_matter(self) -> None:
        """Of two matters in one message the second waits while the first asks something, and is then offered."""
        opened = self._slots.get("task") is not None
        waiting = self._turn.later if opened else self._turn.case.get("later")
        if not waiting or self._follow or "task" not in self._slots:
            return
        title = topics()[waiting].label[self._turn.language]
        if opened and self._turn.later:
            self.learn(later=waiting)
            data = {"kind": "info", "topic": self._turn.topic}
            text = self.sentence("second_matter_waits", second=title)
            self._messages.insert(0, {"text": text, "options": [], "data": data})
        elif not opened:
            self.learn(later=None)
            option = {"label": title, "payload": f"topic:{waiting}"}
            self.say(self.sentence("second_matter_now", second=title), "info", waiting, [option])

    def send(self, dispatcher: CollectingDispatcher) -> list[EventType]:
        """Hand everything to Rasa."""
        self._remember_second_matter()
        for message in self._messages:
            dispatcher.utter_message(
                text=message["text"],
                buttons=[{"title": option["label"], "payload": option["payload"]} for option in message["options"]],
                json_message=message["data"],
            )
        if self._turn.failures and "failures" not in self._slots:
            self._slots["failures"] = 0.0
        events: list[EventType] = [SlotSet(name, value) for name, value in self._slots.items()]
        if self._follow:
            events.append(FollowupAction(self._follow))
        return events
