"""Sentences in every language from YAML files: what the web process and the actions say.

A file maps a key to {fi, sv, en}; a language missing, or placeholders that differ between languages, stop the
start with the file and the key.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("fi", "sv", "en")


class TextError(ValueError):
    """A text file is wrong; the message names the file and the key."""


class Texts(Mapping[str, Mapping[str, str]]):
    """Read-only table key -> language -> sentence."""

    def __init__(self, table: dict[str, dict[str, str]]) -> None:
        self._table = table

    def __getitem__(self, key: str) -> Mapping[str, str]:
        return self._table[key]

    def __iter__(self) -> Any:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)

    def say(self, key: str, language: str, **values: object) -> str:
        """The sentence in `language` with its placeholders filled."""
        return self._table[key][language].format(**values)

    def in_language(self, language: str, prefix: str) -> dict[str, str]:
        """All sentences whose key begins with `prefix`, without it: what a page's script needs."""
        return {key.removeprefix(prefix): row[language] for key, row in self._table.items() if key.startswith(prefix)}


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def load(folder: Path) -> Texts:
    """Read and check every YAML file of a folder. Raises TextError."""
    table: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("*.yml")):
        for key, row in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if key in table:
                raise TextError(f"{path.name}: {key} is already defined")
            if set(row) != set(LANGUAGES):
                raise TextError(f"{path.name}: {key} must have exactly {', '.join(LANGUAGES)}")
            if len({frozenset(_placeholders(sentence)) for sentence in row.values()}) > 1:
                raise TextError(f"{path.name}: {key} has different placeholders in different languages")
            table[key] = row
    return Texts(table)
