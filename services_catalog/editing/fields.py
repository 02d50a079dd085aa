"""A record as fields: path -> value. What differs, what changed, and the same thing always written the same way.

Paths of a service are those of services_catalog.provenance ("texts.fi.name"); a channel's texts are kept apart by
language as well ("names.fi", "address.street.sv").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from services_catalog.hours.document import DAYS, Hours, Stop, weekdays
from services_catalog.provenance import Fields, flatten
from services_catalog.record import LANGUAGES, Language, Texts

NOT_EDITED = frozenset(("id", "region", "status"))
"""Fields of a service that are not edited; they stay as they are."""

SETS = frozenset(("audiences", "life_events", "languages", "municipalities"))
"""Fields whose order means nothing."""

_BY_LANGUAGE = ("names", "urls", "call_charge")
_OF_ADDRESS = ("street", "town", "access")
_PLAIN = ("postal_code", "municipality", "latitude", "longitude")


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Fields:
    """What makes `after` of `before`; None stands for a text that goes as well as for no value."""
    paths = [*after, *(path for path in before if path not in after)]
    return {path: after.get(path) for path in paths if before.get(path) != after.get(path)}


def changed(fields: Mapping[str, Any], news: Mapping[str, Any]) -> Fields:
    """`fields` with `news` written over them; a language whose every text went is gone."""
    result = {**fields, **news}
    return {path: value for path, value in result.items() if value is not None or not _is_text(path)}


def canonical(service: Mapping[str, Any]) -> Fields:
    """The edited fields of a service, each written in one way: what the form shows, and what it gives back."""
    return {path: _canonical(path, value) for path, value in service.items() if path not in NOT_EDITED}


def plain_hours(hours: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Opening hours with days of equal hours in one group, spaces as they should be, and nothing left out."""
    if hours is None:
        return None
    document = Hours.model_validate(hours).model_dump(mode="json")
    document["weekly"] = plain_week(document["weekly"])
    for exception in document["exceptions"]:
        exception["weekly"] = plain_week(exception["weekly"])
        exception["hours"] = exception["hours"] and _spans(exception["hours"])
        exception["to"] = None if exception["to"] == exception["from"] else exception["to"]
    return document


def plain_week(week: Mapping[str, str]) -> dict[str, str]:
    """{"mon": h, "tue": h} as {"mon-tue": h}."""
    days: dict[int, str] = {}
    for group, text in week.items():
        days |= dict.fromkeys(weekdays(group), _spans(text))
    result: dict[str, str] = {}
    first = 0
    for day in range(len(DAYS)):
        if days.get(day + 1) != days.get(day) or day + 1 == len(DAYS):
            if day in days:
                result[DAYS[day] if first == day else f"{DAYS[first]}-{DAYS[day]}"] = days[day]
            first = day + 1
    return result


def plain_stop(stop: Mapping[str, Any]) -> dict[str, Any]:
    """A mobile unit's stop with its dates in order, spaces as they should be, and no empty names."""
    document = Stop.model_validate(stop).model_dump(mode="json")
    places = {language: " ".join(name.split()) for language, name in document["place"].items()}
    return document | {
        "place": {language: name for language, name in places.items() if name},
        "dates": sorted(set(document["dates"])),
        "weeks": document["weeks"] if document["day"] else "every",
        "hours": _spans(document["hours"]),
    }


def channel_fields(channel: Mapping[str, Any]) -> Fields:
    """A channel's document (JSON types) as fields, without its id."""
    fields: Fields = {"kind": channel["kind"], "number": channel["number"], "hours": plain_hours(channel["hours"])}
    fields |= {name: channel[name] for name in ("requires_identification", "sample")}
    for name in _BY_LANGUAGE:
        fields |= {f"{name}.{language}": text for language, text in channel[name].items()}
    address = channel["address"] or {}
    for name in _OF_ADDRESS:
        fields |= {f"address.{name}.{language}": text for language, text in (address.get(name) or {}).items()}
    return fields | {f"address.{name}": address[name] for name in _PLAIN if address.get(name) is not None}


def channel_document(channel_id: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The document whose fields these are."""
    document: dict[str, Any] = {"id": channel_id, "names": {}, "urls": {}, "call_charge": {}}
    for path, value in fields.items():
        *folders, name = path.split(".")
        place = document
        for folder in folders:
            place = place.setdefault(folder, {})
        if value is not None or not folders:
            place[name] = value
    return document


def service_fields(service: Mapping[str, Any]) -> Fields:
    """A service's document (JSON types) as fields."""
    return flatten(service)


def languages(fields: Iterable[str]) -> tuple[Language, ...]:
    """The languages that have texts."""
    present = {path.split(".")[1] for path in fields if _is_text(path)}
    return tuple(language for language in LANGUAGES if language in present)


def name_of(fields: Mapping[str, Any]) -> str:
    """A service's name for editors: in Finnish where there is one."""
    return next((str(fields[f"texts.{x}.name"]) for x in LANGUAGES if fields.get(f"texts.{x}.name")), "")


def without_empty_languages(values: Mapping[str, Any], present: Iterable[str]) -> Fields:
    """`values` of a file, where an empty cell is an empty text: a language whose every text is empty is none at all.

    `present` are the languages the service has: one of them goes only when all its texts are given, and empty.
    """
    result = dict(values)
    for language in LANGUAGES:
        texts = [path for path in values if path.startswith(f"texts.{language}.")]
        if texts and not any(values[path] for path in texts):
            if language not in present:
                result = {path: value for path, value in result.items() if path not in texts}
            elif len(texts) == len(TEXTS):
                result |= dict.fromkeys(texts)
    return result


def with_own_hours(values: Mapping[str, Any], present: Mapping[str, Any]) -> Fields:
    """`values` with the service's own hours of the channels that are given without: those it has there now."""
    if "channels" not in values:
        return dict(values)
    known = {link["id"]: link["hours"] for link in present.get("channels", ())}
    links = [{"id": link["id"], "hours": link.get("hours", known.get(link["id"]))} for link in values["channels"]]
    return {**values, "channels": links}


def complete(fields: Mapping[str, Any]) -> Fields:
    """`fields` with the empty texts of each language that has some."""
    empty = {
        f"texts.{language}.{name}": [] if name in TEXT_LISTS else "" for language in languages(fields) for name in TEXTS
    }
    return {**empty, **fields}


TEXTS = tuple(Texts.model_fields)
TEXT_LISTS = ("alternative_names", "documents")


def _is_text(path: str) -> bool:
    return path.startswith(("texts.", "names.", "urls.", "call_charge.", "address."))


def _canonical(path: str, value: Any) -> Any:
    if path == "channels":
        return [{"id": link["id"], "hours": plain_hours(link["hours"])} for link in value]
    if path == "stops":
        return [plain_stop(stop) for stop in value]
    if isinstance(value, str):
        return "\n".join(line.rstrip() for line in value.replace("\r\n", "\n").strip().split("\n"))
    if isinstance(value, list | tuple):
        return sorted(value) if path in SETS else list(value)
    return value


def _spans(text: str) -> str:
    return ", ".join(piece.strip() for piece in text.split(","))
