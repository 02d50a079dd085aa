"""Who wrote which field, and who may overwrite it.

An import must not undo what an editor or an association wrote, so each field remembers its source and a
weaker source leaves it alone. Texts are kept apart field by field in each language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services_catalog.record import Source

STRENGTH: Mapping[Source, int] = {"seed": 0, "ptv": 1, "association": 2, "editor": 3}

Fields = dict[str, Any]
"""A document flattened one step into texts: {"topics": [...], "texts.fi.name": "..."}."""


def flatten(document: Mapping[str, Any]) -> Fields:
    """A service document (JSON types) as fields."""
    fields = {key: value for key, value in document.items() if key != "texts"}
    for language, texts in document.get("texts", {}).items():
        fields |= {f"texts.{language}.{name}": value for name, value in texts.items()}
    return fields


def unflatten(fields: Fields) -> dict[str, Any]:
    """The document whose fields these are."""
    document: dict[str, Any] = {}
    for path, value in fields.items():
        match path.split("."):
            case ["texts", language, name]:
                document.setdefault("texts", {}).setdefault(language, {})[name] = value
            case _:
                document[path] = value
    return document


def merge(
    stored: Fields, sources: Mapping[str, Source], owner: Source, incoming: Fields, source: Source
) -> tuple[Fields, dict[str, Source]]:
    """`incoming` written over `stored` by `source`, except where a stronger source wrote the stored field.

    `owner` is the source of fields that `sources` does not name. Returns the fields and the new sources.
    A language that the owner's new document no longer has is dropped, unless somebody else wrote in it.
    """
    merged, written_by = dict(stored), dict(sources)
    for path, value in incoming.items():
        author = sources.get(path, owner)
        if stored.get(path) == value or (path in stored and STRENGTH[author] > STRENGTH[source]):
            continue
        merged[path] = value
        written_by[path] = source
    if source == owner:
        theirs = {_language(path) for path, author in written_by.items() if author != owner}
        for path in stored.keys() - incoming.keys():
            if path.startswith("texts.") and _language(path) not in theirs:
                del merged[path]
    return merged, {path: author for path, author in written_by.items() if author != owner}


def _language(path: str) -> str:
    """The language of a text's path; a text cannot stand without the others of its language."""
    return path.split(".")[1] if path.startswith("texts.") else ""
