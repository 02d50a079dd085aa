"""The entities' own content: nlu/data/lexicon/entities/, checked as it is read.

EntityContentError names the file and the key, so that an editor can mend the content without reading code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "data" / "lexicon" / "entities"
LANGUAGES = ("fi", "sv", "en")
_NUMERAL_KEYS = ("words", "halves", "points", "ands", "stems")
_STEM_KEYS = ("ones", "tens", "teens", "round", "small", "ages")
_RULE_KEYS = frozenset(("name", "entity", "read", "patterns", "languages", "layer", "alone"))


class EntityContentError(ValueError):
    """A file of the entities' content is missing or malformed. Retrying does not help: it must be mended."""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """Words of one class with one value: UNIT, week, ("viikko", "vko"); ``pain`` of a body part."""

    name: str
    value: str
    words: tuple[str, ...]
    pain: str | None = None


@dataclass(frozen=True, slots=True)
class NameRow:
    """Phrases that name one value of an entity; ``absent`` ones say that it is not there ("kuumeeton")."""

    entity: str
    value: str
    phrases: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """Patterns over word classes (see rules.yml); ``entity`` None keeps a number from being an entity."""

    name: str
    entity: str | None
    read: str
    patterns: tuple[str, ...]
    layer: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Content:
    """Everything for one language. ``numerals`` is as in numerals.yml, ``ambiguous`` places in lower case."""

    language: str
    classes: tuple[ClassRow, ...]
    names: tuple[NameRow, ...]
    rules: tuple[RuleRow, ...]
    numerals: Mapping[str, Any]
    ambiguous: frozenset[str]


def load_content(language: str, folder: Path = FOLDER) -> Content:
    """Read and check the folder for "fi", "sv" or "en". Raises EntityContentError."""
    classes: list[ClassRow] = []
    names: list[NameRow] = []
    for path in sorted(folder.glob("*.yml")):
        content = _read(path)
        if "classes" in content:
            classes += _classes(path, content["classes"], language)
        if "names" in content:
            names += _names(path, content, language)
    rules, places = _read(folder / "rules.yml", "rules")["rules"], folder / "places.yml"
    return Content(
        language,
        tuple(classes),
        tuple(names),
        tuple(_rules(folder / "rules.yml", rules, language)),
        _numerals(folder / "numerals.yml"),
        frozenset(_words(places, "ambiguous", _read(places, "ambiguous")["ambiguous"], language)),
    )


def _read(path: Path, *keys: str) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise EntityContentError(f"{path.name}: {error}") from error
    for key in ("version", "source", *keys):
        if not isinstance(content, dict) or key not in content:
            raise EntityContentError(f"{path.name}: {key}: missing")
    return dict(content)


def _classes(path: Path, table: Any, language: str) -> Iterator[ClassRow]:
    for name, values in _mapping(path, "classes", table).items():
        if name != name.upper():
            raise EntityContentError(f"{path.name}: {name}: a class is written in capitals")
        for value, row in _mapping(path, name, values).items():
            _only(path, f"{name}: {value}", row, {*LANGUAGES, "pain"})
            yield ClassRow(name, str(value), _words(path, f"{name}: {value}", row, language), row.get("pain"))


def _names(path: Path, content: dict[str, Any], language: str) -> Iterator[NameRow]:
    if not isinstance(content.get("entity"), str):
        raise EntityContentError(f"{path.name}: entity: missing")
    for value, row in _mapping(path, "names", content["names"]).items():
        _only(path, str(value), row, {*LANGUAGES, "absent"})
        absent = _mapping(path, f"{value}: absent", row.get("absent", {}))
        yield NameRow(
            content["entity"],
            str(value),
            _words(path, str(value), row, language),
            _words(path, f"{value}: absent", absent, language),
        )


def _rules(path: Path, rows: Any, language: str) -> Iterator[RuleRow]:
    if not isinstance(rows, list):
        raise EntityContentError(f"{path.name}: rules: must be a list")
    for row in rows:
        name = row.get("name") if isinstance(row, dict) else None
        if not name or not {"entity", "read", "patterns"} <= set(row) or set(row) - _RULE_KEYS:
            raise EntityContentError(f"{path.name}: rules: {name or row}: needs name, entity, read and patterns")
        if language in row.get("languages", LANGUAGES):
            entity = None if row["entity"] == "none" else row["entity"]
            yield RuleRow(
                name, entity, row["read"], tuple(row["patterns"]), row.get("layer", "quantity"), row.get("alone", False)
            )


def _numerals(path: Path) -> dict[str, Any]:
    content = _read(path, *_NUMERAL_KEYS)
    for key in _STEM_KEYS:
        if key not in content["stems"]:
            raise EntityContentError(f"{path.name}: stems: {key}: missing")
    return content


def _words(path: Path, where: str, row: dict[str, Any], language: str) -> tuple[str, ...]:
    """The words of the language; a row without the language has none."""
    words = row.get(language, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise EntityContentError(f"{path.name}: {where}: {language}: must be a list of texts (quote on, yes, no)")
    return tuple(words)


def _mapping(path: Path, where: str, table: Any) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise EntityContentError(f"{path.name}: {where}: must be a mapping")
    return table


def _only(path: Path, where: str, row: Any, allowed: set[str]) -> None:
    unknown = set(_mapping(path, where, row)) - allowed
    if unknown:
        raise EntityContentError(f"{path.name}: {where}: unknown key {sorted(unknown)[0]!r}")
