"""The morphology's own content: nlu/data/lexicon/, checked as it is read.

LexiconError names the file and the key, so that an editor can mend the content without reading code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "data" / "lexicon"
TIERS = ("core", "domain")
_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LexiconError(ValueError):
    """A lexicon file is missing or malformed. Retrying does not help: the content must be mended."""


class _Loader(_SAFE):  # type: ignore[misc]
    """A safe loader that refuses a key given twice; YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        twice = {key for key in keys if keys.count(key) > 1} if len(set(keys)) < len(keys) else set()
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"given twice: {sorted(twice)}", node.start_mark)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


@dataclass(frozen=True, slots=True)
class Rule:
    """A spoken-to-written rewriting: ``pattern`` and its alternative ``replacements``."""

    name: str
    pattern: re.Pattern[str]
    replacements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality with the two stems its case forms are built from, as written in the content."""

    name: str
    code: str
    swedish: str
    genitive: str
    illative: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All content of the folder. ``vocabulary`` and ``own_words`` map a base form to its word classes."""

    vocabulary: dict[str, tuple[str, ...]]
    domain: frozenset[str]
    own_words: dict[str, str]
    spoken: dict[str, str]
    rules: tuple[Rule, ...]
    abbreviations: dict[str, str]
    preferences: dict[str, tuple[str, ...]]
    base_forms: dict[str, str]
    dotless: dict[str, str]
    municipalities: tuple[Municipality, ...]


def load_lexicon(folder: Path = FOLDER) -> Lexicon:
    """Read and check the whole folder. Raises LexiconError."""
    vocabulary: dict[str, tuple[str, ...]] = {}
    domain: set[str] = set()
    for path in sorted((folder / "vocabulary").glob("*.yml")):
        content = _read(path, "words", "tier")
        if content["tier"] not in TIERS:
            raise LexiconError(f"{path.name}: tier: {content['tier']!r} is not one of {TIERS}")
        for word, word_class in _word_list(path, content["words"]):
            vocabulary[word] = (*vocabulary.get(word, ()), word_class)
            if content["tier"] == "domain":
                domain.add(word)
    own = folder / "own_words.yml"
    spoken = _read(folder / "puhekieli.yml", "table", "rules")
    choices = _read(folder / "choices.yml", "forms", "base_forms", "dotless")
    return Lexicon(
        vocabulary=vocabulary,
        domain=frozenset(domain),
        own_words=dict(_word_list(own, _read(own, "words")["words"])),
        spoken=_tables(folder / "puhekieli.yml", spoken["table"]),
        rules=tuple(_rule(rule) for rule in spoken["rules"]),
        abbreviations=_tables(
            folder / "abbreviations.yml", _read(folder / "abbreviations.yml", "abbreviations")["abbreviations"]
        ),
        preferences={form: tuple(lemmas.split()) for form, lemmas in choices["forms"].items()},
        base_forms=choices["base_forms"],
        dotless=choices["dotless"],
        municipalities=load_municipalities(folder),
    )


def load_municipalities(folder: Path = FOLDER) -> tuple[Municipality, ...]:
    """All municipalities. Raises LexiconError."""
    return _municipalities(folder / "municipalities.yml")


def load_spoken(language: str, folder: Path = FOLDER) -> dict[str, str]:
    """Spoken forms of "sv" or "en" and their standard spelling. Raises LexiconError."""
    path = folder / "spoken_other.yml"
    return _tables(path, {language: _read(path, language)[language]})


def _read(path: Path, *keys: str) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (a safe loader)
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(f"{path.name}: {error}") from error
    for key in ("version", "source", *keys):
        if not isinstance(content, dict) or key not in content:
            raise LexiconError(f"{path.name}: {key}: missing")
    return dict(content)


def _word_list(path: Path, groups: dict[str, str]) -> list[tuple[str, str]]:
    pairs = []
    for word_class, words in groups.items():
        if not isinstance(words, str):
            raise LexiconError(f"{path.name}: words: {word_class}: must be words separated by spaces")
        pairs += [(word, word_class) for word in words.split()]
    return pairs


def _tables(path: Path, groups: dict[str, dict[str, str]]) -> dict[str, str]:
    table: dict[str, str] = {}
    for group, rows in groups.items():
        for surface, normal in rows.items():
            if not isinstance(surface, str) or not isinstance(normal, str):
                raise LexiconError(f"{path.name}: {group}: {surface!r}: both sides must be text; quote it")
            if surface in table:
                raise LexiconError(f"{path.name}: {group}: {surface!r} is given twice")
            table[surface] = normal
    return table


def _rule(row: dict[str, Any]) -> Rule:
    try:
        return Rule(row["name"], re.compile(row["pattern"]), tuple(row["replace"]))
    except (KeyError, TypeError, re.error) as error:
        raise LexiconError(f"puhekieli.yml: rules: {row}: {error!r}") from error


def _municipalities(path: Path) -> tuple[Municipality, ...]:
    rows = []
    for row in _read(path, "municipalities")["municipalities"]:
        try:
            rows.append(
                Municipality(
                    row["name"], row["code"], row.get("sv", row["name"]), row["genitive"], row["illative"],
                    tuple(row.get("forms", ())),
                )
            )  # fmt: skip
        except KeyError as error:
            raise LexiconError(f"{path.name}: municipalities: {row}: {error} is missing") from error
    return tuple(rows)
