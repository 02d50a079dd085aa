"""Fields and their values in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.texts import texts
from bot.web.editing.hours_notation import show_hours
from bot.web.editing.stop_form import show_stop
from bot.web.templating import day
from nlu.topics import topics
from services_catalog.errors import Fault
from services_catalog.hours import HELSINKI
from services_catalog.record import LANGUAGES
from services_catalog.vocabulary import vocabulary

_STOP = re.compile(r"stop-(\w+)-(\d+)")


class Words:
    """What the pages call things in one language. `names` are channels' and organisations' names by id."""

    def __init__(self, language: str, names: Mapping[str, str] | None = None) -> None:
        self.language = language
        self._names = names or {}

    def say(self, key: str, **values: object) -> str:
        """A sentence of the desk."""
        return texts().say(f"desk_{key}", self.language, **values)

    def field(self, path: str) -> str:
        """What a field is called: "Nimi, ruotsi"; of a row of stops "Pysähdys 2, päivät"."""
        if row := _STOP.fullmatch(path):
            return f"{self.say('stop')} {row[2]}, {self.say(f'stop_{row[1]}').lower()}"
        parts = path.split(".")
        if parts[-1] in LANGUAGES:
            return f"{self._label(parts[-2])}, {self.say(f'language_{parts[-1]}')}"
        if parts[0] == "texts" and len(parts) == 3 and parts[1] in LANGUAGES:
            return f"{self._label(parts[2])}, {self.say(f'language_{parts[1]}')}"
        return self._label(parts[-1])

    def fault(self, fault: Fault) -> str:
        """What is wrong with a field."""
        return self.say(f"fault_{fault.code}", **{"value": "", "limit": "", **fault.values})

    def act(self, act: str) -> str:
        """What a version is about."""
        return self.say(f"act_{act}")

    def author(self, author: str) -> str:
        """Who made a version: a user name, or the source of a load."""
        key = f"desk_source_{author}"
        return texts().say(key, self.language) if key in texts() else author

    def value(self, path: str, value: Any) -> str:
        """A field's value as people read it."""
        name = path.rsplit(".", 1)[-1]
        if value in (None, "", [], ()):
            return self.say("value_free_unknown") if path == "free" else self.say("value_empty")
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        if name in ("topics", "also_topics"):
            return ", ".join(self.topic(one) for one in value)
        if name == "channels":
            return "\n".join(self._link(link) for link in value)
        if name == "stops":
            places = [self._term("municipalities", stop["municipality"]) for stop in value]
            return "\n".join(show_stop(stop, self.language, place) for stop, place in zip(value, places, strict=True))
        if name == "hours":
            return show_hours(value, self.language)
        if name == "verified_on":
            return day(date.fromisoformat(value))
        if path in ("municipalities", "audiences", "life_events", "languages"):
            return ", ".join(self._term(path, one) for one in value)
        if path in ("organisation", "status"):
            return self._names.get(value, value) if path == "organisation" else self.say(f"state_{value}")
        if path == "address.municipality":
            return self._term("municipalities", value)
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)

    def topic(self, topic: str) -> str:
        """A topic's label."""
        known = topics().get(topic)
        return known.label[self.language] if known else topic

    def when(self, moment: datetime) -> str:
        """A moment in Finland: 22.11.2026 9.05."""
        local = moment.astimezone(HELSINKI)
        return f"{day(local.date())} {local.hour}{':' if self.language == 'en' else '.'}{local.minute:02}"

    def _label(self, name: str) -> str:
        """A field's label; one that a file made up has its own name."""
        return self.say(f"field_{name}") if f"desk_field_{name}" in texts() else name

    def _term(self, kind: str, code: str) -> str:
        terms = vocabulary()
        if kind == "municipalities":
            return terms.municipalities[code].name(self.language) if code in terms.municipalities else code
        named: Mapping[str, Mapping[str, str]] = getattr(terms, kind)
        return named[code][self.language] if code in named else code

    def _link(self, link: Mapping[str, Any]) -> str:
        name = self._names.get(link["id"], link["id"])
        return f"{name} ({self.say('own_hours')})" if link["hours"] else name
