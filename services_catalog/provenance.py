"""Who wrote which field, and who may overwrite it.

An import must not undo what an editor or an association wrote, so each field remembers its source and a
weaker source leaves it alone. Texts are kept apart field by field in each language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services_catalog.record import Source

STRENGTH: Mapping[Source, int] = {"seed": 0, "ptv": 1, "association": 2, "editor": 3}

LOADED: tuple[Source, ...] = ("seed", "ptv")
"""Sources that come in loads, not from a person at the editors' desk."""

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
    stored: Fields,
    sources: Mapping[str, Source],
    owner: Source,
    incoming: Fields,
    source: Source,
    *,
    aside: Fields | None = None,
    by_hand: bool = False,
) -> tuple[Fields, dict[str, Source]]:
    """`incoming` written over `stored` by `source`, except where a stronger source wrote the stored field.

    `owner` is the source of fields that `sources` does not name. Returns the fields and the new sources.
    A language that the owner's new document no longer has is dropped, unless somebody else wrote in it.
    `by_hand` is for people, who see what they overwrite: they may overwrite anything, and a field that they make
    the same as the owner's, kept in `aside`, is the owner's again.
    """
    merged, written_by = dict(stored), dict(sources)
    for path, value in incoming.items():
        author = sources.get(path, owner)
        if stored.get(path) == value:
            continue
        if path in stored and STRENGTH[author] > STRENGTH[source] and not by_hand:
            continue
        merged[path] = value
        returned = by_hand and aside is not None and path in aside and aside[path] == value
        written_by[path] = owner if returned else source
    if source == owner or by_hand:
        authors = {path: written_by.get(path, owner) for path in stored}
        kept = {_language(path) for path, author in authors.items() if _keeps(author, owner, by_hand)}
        for path in stored.keys() - incoming.keys():
            if path.startswith("texts.") and _language(path) not in kept:
                del merged[path]
                written_by.pop(path, None)
    return merged, {path: author for path, author in written_by.items() if author != owner}


def set_aside(
    stored: Fields,
    aside: Fields,
    sources: Mapping[str, Source],
    incoming: Fields | None,
    written_by: Mapping[str, Source],
) -> Fields:
    """What the owner says of the fields that others have written.

    `stored` and `sources` are as before a write, `written_by` as after it; `incoming` is the owner's new document,
    None when somebody else wrote.
    """
    if incoming is not None:
        return {path: incoming[path] for path in written_by if path in incoming}
    owned = {path: value for path, value in stored.items() if path not in sources} | aside
    return {path: owned[path] for path in written_by if path in owned}


def _keeps(author: Source, owner: Source, by_hand: bool) -> bool:
    """Whether a text of `author` stays when a new document lacks its language: a load would only bring it again."""
    return author in LOADED if by_hand else author != owner


def _language(path: str) -> str:
    """The language of a text's path; a text cannot stand without the others of its language."""
    return path.split(".")[1] if path.startswith("texts.") else ""
