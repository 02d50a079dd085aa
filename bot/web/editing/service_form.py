"""The form of a service: from fields to what stands in it, and from what was sent to fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.web.editing import stop_form
from bot.web.editing.forms import Filled, Reader
from bot.web.editing.hours_notation import read_hours, show_hours
from services_catalog.editing.fields import SETS, TEXT_LISTS, TEXTS
from services_catalog.editing.reading import read_day, read_flag, read_lines, read_number, show_flag
from services_catalog.errors import Fault
from services_catalog.hours import HELSINKI
from services_catalog.provenance import Fields
from services_catalog.record import LANGUAGES

FREE_ROWS = 2
"""Empty rows below the topics and the channels."""
_BRACKETED = re.compile(r".*\[([^\[\]]+)\]\s*")


def fill(fields: Fields, language: str, channels: Mapping[str, str]) -> Filled:
    """What stands in the form of canonical `fields`; `channels` are channels' names by id."""
    one: dict[str, str] = {}
    for code in LANGUAGES:
        for name in TEXTS:
            value = fields.get(f"texts.{code}.{name}") or ""
            one[f"texts.{code}.{name}"] = "\n".join(value) if name in TEXT_LISTS else value
    for name in ("organisation", "verified_on", "verified_by"):
        one[name] = fields.get(name) or ""
    for name in ("age_min", "age_max"):
        one[name] = "" if fields.get(name) is None else str(fields[name])
    one["free"] = show_flag(fields.get("free"))
    one["area"] = "nation" if fields.get("nationwide") else "municipalities"
    one["sample"] = show_flag(fields.get("sample") or None)
    topics = [(topic, "main") for topic in fields.get("topics", ())]
    topics += [(topic, "also") for topic in fields.get("also_topics", ())]
    links = fields.get("channels", ())
    many = {
        **{name: fields.get(name, ()) for name in SETS},
        "topic": [topic for topic, _ in topics],
        "topic_kind": [kind for _, kind in topics],
        "channel": [channel_text(link["id"], channels) for link in links],
        "channel_hours": [show_hours(link["hours"], language) for link in links],
        **stop_form.fill(fields.get("stops", ()), language),
    }
    return Filled(one, many)


def channel_text(channel_id: str, channels: Mapping[str, str]) -> str:
    """A channel as it is chosen from the list: its name, and its id in brackets."""
    return f"{channels[channel_id]} [{channel_id}]" if channel_id in channels else channel_id


def read(reader: Reader, channels: Mapping[str, str], signed: str, now: datetime) -> Fields:
    """The canonical fields of a sent form; what cannot be read is in the reader's faults. `signed` is the editor's
    name, for "checked today".
    """
    fields = _texts(reader)
    fields["organisation"] = reader.text("organisation")
    fields |= {name: sorted(reader.filled.all(name)) for name in SETS}
    fields["nationwide"] = reader.text("area") == "nation"
    if fields["nationwide"]:
        fields["municipalities"] = []
    fields["free"] = reader.read("free", read_flag)
    fields["age_min"] = reader.read("age_min", read_number, "number")
    fields["age_max"] = reader.read("age_max", read_number, "number")
    fields["verified_on"] = reader.read("verified_on", read_day, "day")
    fields["verified_by"] = reader.text("verified_by") or None
    if reader.text("verified_now"):
        fields["verified_on"], fields["verified_by"] = now.astimezone(HELSINKI).date().isoformat(), signed
    fields["sample"] = bool(reader.text("sample"))
    fields |= _topics(reader)
    fields["channels"] = _channels(reader, channels)
    fields["stops"] = stop_form.read(reader)
    return fields


def _texts(reader: Reader) -> Fields:
    fields: Fields = {}
    for code in LANGUAGES:
        texts: dict[str, Any] = {}
        for name in TEXTS:
            text = reader.text(f"texts.{code}.{name}")
            texts[name] = read_lines(text) if name in TEXT_LISTS else "\n".join(x.rstrip() for x in text.split("\n"))
        if any(texts.values()):
            fields |= {f"texts.{code}.{name}": value for name, value in texts.items()}
    return fields


def _topics(reader: Reader) -> Fields:
    rows = list(zip(reader.filled.all("topic"), reader.filled.all("topic_kind"), strict=False))
    return {
        "topics": [topic for topic, kind in rows if topic and kind != "also"],
        "also_topics": [topic for topic, kind in rows if topic and kind == "also"],
    }


def _channels(reader: Reader, channels: Mapping[str, str]) -> list[dict[str, Any]]:
    links = []
    for text, hours in zip(reader.filled.all("channel"), reader.filled.all("channel_hours"), strict=False):
        if not text.strip():
            continue
        match = _BRACKETED.fullmatch(text)
        named = [channel_id for channel_id, name in channels.items() if name == text.strip()]
        channel_id = match[1] if match else named[0] if len(named) == 1 else text.strip()
        if channel_id not in channels:
            reader.faults.append(Fault("channels", "unknown", {"value": text.strip()[:80]}))
        try:
            own = read_hours(hours)
        except ValueError as error:
            reader.faults.append(Fault("channels", "hours", {"value": str(error)[:100]}))
            own = None
        links.append({"id": channel_id, "hours": own})
    return links
