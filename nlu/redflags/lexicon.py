"""The red-flag lexicon: groups of words that mean the same sign, in three languages (lexicon/*.yml).

A group is a set of words and phrases; patterns name groups in capitals. Literal words and phrases written in
patterns become nameless groups of the same lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from nlu.redflags.entries import Entry

FOLDER = Path(__file__).parent / "lexicon"
LANGUAGES = ("fi", "sv", "en")
_APART = re.compile(r"[\s:-]+")  # a hyphen or a colon parts words in messages too
_KEYS = {"about", *LANGUAGES, "includes"}


class RedFlagError(ValueError):
    """A lexicon or pattern file is wrong; the message names the file and the key."""


class Lexicon:
    """Groups by name. A phrase is a tuple of entries that follow each other (one word may come between)."""

    def __init__(self) -> None:
        self.words: dict[Entry, set[str]] = {}
        self.phrases: dict[tuple[Entry, ...], set[str]] = {}
        self.names: set[str] = set()

    def add(self, group: str, language: str, written: str) -> None:
        """Add a word or phrase, as written in YAML, to a group."""
        entries = tuple(Entry.read(word, language) for word in _APART.split(str(written)) if word)
        if not entries:
            raise ValueError("an empty word")
        self.names.add(group)
        if len(entries) == 1:
            self.words.setdefault(entries[0], set()).add(group)
        else:
            self.phrases.setdefault(entries, set()).add(group)

    def literal(self, language: str, written: str) -> str:
        """The nameless group of a word or phrase written in a pattern."""
        name = f"{language}:{written}"
        if name not in self.names:
            self.add(name, language, written)
        return name

    def include(self, group: str, other: str) -> None:
        """Everything in ``other`` is in ``group`` too."""
        self.names.add(group)
        for table in (self.words, self.phrases):
            for groups in table.values():
                if other in groups:
                    groups.add(group)

    def entries(self) -> list[Entry]:
        """All entries, of words and of phrases."""
        return [*self.words, *(entry for phrase in self.phrases for entry in phrase)]


def ordinary_words(path: Path = FOLDER / "ordinary_words.txt") -> frozenset[str]:
    """Words of everyday messages, written by train_net from nlu/data; none when the file is missing."""
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()


def load_lexicon(folder: Path = FOLDER) -> Lexicon:
    """Read every group. Raises RedFlagError naming the file and the group."""
    lexicon = Lexicon()
    includes: list[tuple[str, str, str]] = []
    for path in sorted(folder.glob("*.yml")):
        table = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        if not isinstance(table, dict) or not isinstance(table.get("groups"), dict) or "version" not in table:
            raise RedFlagError(f"{path.name}: must have version and groups")
        for group, row in table["groups"].items():
            includes += [(path.name, group, other) for other in _read_group(lexicon, path.name, group, row)]
    for _ in range(3):  # groups of groups of groups
        for name, group, other in includes:
            if other not in lexicon.names:
                raise RedFlagError(f"{name}: {group} includes {other}, which is no group")
            lexicon.include(group, other)
    return lexicon


def _read_group(lexicon: Lexicon, name: str, group: Any, row: Mapping[str, Any]) -> Iterable[str]:
    if not isinstance(group, str) or not group.isupper():
        raise RedFlagError(f"{name}: {group}: the name of a group is in capitals")
    if not isinstance(row, dict) or set(row) - _KEYS:
        raise RedFlagError(f"{name}: {group}: has only {', '.join(sorted(_KEYS))}")
    for language in LANGUAGES:
        words = row.get(language, [])
        if not isinstance(words, list):
            raise RedFlagError(f"{name}: {group}.{language}: must be a list")
        for word in words:
            try:
                lexicon.add(group, language, word)
            except ValueError as error:
                raise RedFlagError(f"{name}: {group}.{language}: {error}") from error
    included = row.get("includes", [])
    if not isinstance(included, list):
        raise RedFlagError(f"{name}: {group}.includes: must be a list")
    return [str(other) for other in included]
