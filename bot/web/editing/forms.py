"""A submitted form, and forms as templates fill them: text by name, several by name, faults by field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from starlette.datastructures import FormData

from bot.errors import InvalidRequest
from services_catalog.errors import Fault
from services_catalog.hours import HELSINKI
from services_catalog.provenance import Fields

T = TypeVar("T")


@dataclass(frozen=True)
class Filled:
    """What stands in a form's fields: `one` for a field of one value, `many` for those that come several times."""

    one: Mapping[str, str]
    many: Mapping[str, Sequence[str]] = field(default_factory=dict)
    faults: Sequence[Fault] = ()

    def text(self, name: str) -> str:
        """A field's text, empty when it has none."""
        return self.one.get(name, "")

    def all(self, name: str) -> Sequence[str]:
        """A field's values."""
        return self.many.get(name, ())

    def fault(self, *paths: str) -> Fault | None:
        """The first fault of these fields."""
        return next((fault for fault in self.faults if fault.path in paths), None)

    def with_faults(self, faults: Iterable[Fault]) -> Filled:
        """The same with faults."""
        return Filled(self.one, self.many, tuple(faults))


class Reader:
    """Reads a form's values one by one and gathers what cannot be read."""

    def __init__(self, form: FormData) -> None:
        self.filled = Filled(
            {name: value for name, value in form.multi_items() if isinstance(value, str)},
            {name: [one for one in form.getlist(name) if isinstance(one, str)] for name in form},
        )
        self.faults: list[Fault] = []

    def text(self, name: str) -> str:
        """A field's text."""
        return self.filled.text(name).replace("\r\n", "\n").strip()

    def read(self, name: str, how: Callable[[str], T], code: str = "unreadable") -> T | None:
        """A field's text as `how` reads it; None and a fault when it cannot."""
        try:
            return how(self.text(name))
        except ValueError as error:
            self.faults.append(Fault(name, code, {"value": str(error)[:100] if code == "hours" else self.text(name)}))
            return None

    def json(self, name: str) -> Fields:
        """A hidden field that we wrote ourselves. Raises InvalidRequest when somebody has meddled with it."""
        try:
            value: Any = json.loads(self.filled.text(name) or "{}")
        except ValueError:
            raise InvalidRequest(detail=name) from None
        if not isinstance(value, dict):
            raise InvalidRequest(detail=name)
        return value

    def left_to_others(self) -> list[str]:
        """The fields in which the other editor's value was chosen on the page of a conflict."""
        chosen = [name for name, value in self.filled.one.items() if value == "theirs"]
        return [name.removeprefix("choice:") for name in chosen if name.startswith("choice:")]

    def moment(self, name: str) -> datetime | None:
        """A date and time in Finland (datetime-local), aware; None and a fault when it is none."""

        def read(text: str) -> datetime:
            moment = datetime.fromisoformat(text)
            return moment.replace(tzinfo=HELSINKI) if moment.tzinfo is None else moment

        return self.read(name, read, "moment")
