"""The pattern language: what patterns/<class>/<guideline>.yml may say. docs/red-flags.md is made from the same.

A file holds the patterns of one guideline: version, guideline, title, class, advice, question, source, patterns.
A pattern: id, certainty (sure | ask | hint), conditions, examples, counter_examples. Conditions stand under `when`
(groups and measures only: all languages) or under fi, sv, en (also literal words). A condition is

    CHEST_PAIN                          one atom
    [CHEST, [PRESSING, HURTS]]          all of; a list inside is any of
    {all: [...], within: 12, unless: [DIZZY], ordered: true, clause: true, alone: true}

and an atom is a group of the lexicon (CHEST), a word or phrase ("ei saa henkeä"), either of them negated in the
message ("not BREATHE"), or a measured value ("temperature >= 38", "age < 3 months").

Certainty is measured, not felt: a `sure` pattern meets no near miss of nlu/data/redflags and answers at once; an `ask`
pattern has at least nineteen hits in twenty right and asks the safety question; a `hint` is evidence for the net only.
tests/nlu/redflags/test_certainty.py counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import yaml

from nlu.redflags.context import CONTEXTS
from nlu.redflags.lexicon import LANGUAGES, Lexicon, RedFlagError
from nlu.redflags.measures import Comparison, read_comparison

FOLDER = Path(__file__).parent / "patterns"
CLASSES = ("emergency_medical", "emergency_suicide", "emergency_violence", "emergency_poisoning", "emergency_child")
Trust = Literal["sure", "ask", "hint"]
CERTAINTIES: tuple[Trust, ...] = ("sure", "ask", "hint")
WITHIN = 8  # words between the first and the last word of a condition unless it says otherwise
_FILE_KEYS = {"version", "guideline", "title", "class", "advice", "question", "source", "patterns"}
_PATTERN_KEYS = {
    "id", "certainty", "when", *LANGUAGES, "unless", "despite", "advice", "question", "class", "examples", "counter_examples",
}  # fmt: skip
_CONDITION_KEYS = {"all", "within", "unless", "ordered", "alone", "clause"}


@dataclass(frozen=True, slots=True)
class Atom:
    """A group of the lexicon, perhaps negated in the message, or a measured value."""

    group: str
    negated: bool = False
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """All of ``parts``, each any of its atoms, within ``within`` words and without the ``unless`` groups near;
    ``alone``: with little else but polite words in the sentence; ``clause``: all in one clause."""

    parts: tuple[tuple[Atom, ...], ...]
    within: int
    unless: frozenset[str]
    ordered: bool
    alone: bool = False
    clause: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One red flag. ``allowed`` are the contexts that do not silence it."""

    id: str
    guideline: str
    emergency: str
    advice: str
    certainty: Trust
    question: str
    conditions: tuple[Condition, ...]
    allowed: frozenset[str]
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counter_examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Guideline:
    """One line of the guidelines with its patterns."""

    id: str
    title: str
    emergency: str
    source: str
    patterns: tuple[Pattern, ...]


def load_guidelines(lexicon: Lexicon, folder: Path = FOLDER) -> tuple[Guideline, ...]:
    """Read every pattern file; literal words are added to ``lexicon``. Raises RedFlagError."""
    guidelines = tuple(_read_file(path, lexicon) for path in sorted(folder.glob("*/*.yml")))
    seen: set[str] = set()
    for guideline in guidelines:
        for name in (guideline.id, *(pattern.id for pattern in guideline.patterns)):
            if name in seen:
                raise RedFlagError(f"{guideline.id}.yml: {name} is already defined")
            seen.add(name)
    return guidelines


def _read_file(path: Path, lexicon: Lexicon) -> Guideline:
    table = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    if not isinstance(table, dict) or set(table) != _FILE_KEYS:
        raise RedFlagError(f"{path.name}: must have exactly {', '.join(sorted(_FILE_KEYS))}")
    for key in sorted(_FILE_KEYS - {"patterns", "version"}):
        if not isinstance(table[key], str) or not table[key]:
            raise RedFlagError(f"{path.name}: {key} must be text")
    if table["class"] not in CLASSES:
        raise RedFlagError(f"{path.name}: class {table['class']} is none of {', '.join(CLASSES)}")
    if table["guideline"] != path.stem:
        raise RedFlagError(f"{path.name}: guideline must be {path.stem}")
    if not isinstance(table["patterns"], list) or not table["patterns"]:
        raise RedFlagError(f"{path.name}: patterns must be a list")
    patterns = tuple(_read_pattern(path.name, table, row, lexicon) for row in table["patterns"])
    return Guideline(table["guideline"], table["title"], table["class"], table["source"], patterns)


def _read_pattern(name: str, file: Mapping[str, Any], row: Any, lexicon: Lexicon) -> Pattern:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise RedFlagError(f"{name}: every pattern has an id")
    where = f"{name}: {row['id']}"
    if unknown := set(row) - _PATTERN_KEYS:
        raise RedFlagError(f"{where}: unknown key {', '.join(sorted(unknown))}")
    certainty = row.get("certainty")
    if certainty not in CERTAINTIES:
        raise RedFlagError(f"{where}.certainty: {certainty} is none of {', '.join(CERTAINTIES)}")
    if row.get("class", file["class"]) not in CLASSES:
        raise RedFlagError(f"{where}.class: {row['class']} is none of {', '.join(CLASSES)}")
    allowed = frozenset(row.get("despite", ()))
    if allowed - set(CONTEXTS):
        raise RedFlagError(f"{where}.despite: only {', '.join(CONTEXTS)}")
    unless = _groups(where, row.get("unless", ()), lexicon)
    conditions: list[Condition] = []
    for key in ("when", *LANGUAGES):
        language = None if key == "when" else key
        for written in row.get(key, ()):
            conditions += _apart(_read_condition(f"{where}.{key}", written, language, unless, lexicon))
    if not conditions:
        raise RedFlagError(f"{where}: has no condition")
    examples = _sentences(f"{where}.examples", row.get("examples", {}))
    if not examples:
        raise RedFlagError(f"{where}.examples: every pattern has examples")
    return Pattern(
        id=f"{file['guideline']}.{row['id']}",
        guideline=file["guideline"],
        emergency=row.get("class", file["class"]),
        advice=row.get("advice", file["advice"]),
        certainty=certainty,
        question=row.get("question", file["question"]),
        conditions=tuple(conditions),
        allowed=allowed,
        examples=examples,
        counter_examples=_sentences(f"{where}.counter_examples", row.get("counter_examples", {})),
    )


def _apart(condition: Condition) -> list[Condition]:
    """A condition whose part may be plain or negated is two: the negation then covers the other parts too."""
    for index, part in enumerate(condition.parts):
        kinds = [tuple(atom for atom in part if atom.negated is negated) for negated in (False, True)]
        if all(kinds):
            parts = [(*condition.parts[:index], kind, *condition.parts[index + 1 :]) for kind in kinds]
            return [apart for chosen in parts for apart in _apart(replace(condition, parts=chosen))]
    return [condition]


def _sentences(where: str, table: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict) or set(table) - set(LANGUAGES):
        raise RedFlagError(f"{where}: must map {', '.join(LANGUAGES)} to lists")
    for language, lines in table.items():
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            raise RedFlagError(f"{where}.{language}: must be a list of texts")
    return {language: tuple(lines) for language, lines in table.items() if lines}


def _groups(where: str, names: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    for name in names:
        if name not in lexicon.names:
            raise RedFlagError(f"{where}: {name} is no group of the lexicon")
    return frozenset(names)


def _read_condition(
    where: str, written: Any, language: str | None, unless: frozenset[str], lexicon: Lexicon
) -> Condition:
    within, ordered, alone, clause = WITHIN, False, False, False
    if isinstance(written, dict):
        if set(written) - _CONDITION_KEYS or "all" not in written:
            raise RedFlagError(f"{where}: a condition has all and perhaps within, unless, ordered, alone, clause")
        within, ordered = written.get("within", WITHIN), written.get("ordered", False)
        alone, clause = written.get("alone", False), written.get("clause", False)
        unless = unless | _groups(where, written.get("unless", ()), lexicon)
        written = written["all"]
    if isinstance(written, str):
        written = [written]
    if not isinstance(written, list) or not written or not isinstance(within, int):
        raise RedFlagError(f"{where}: {written!r} is no condition")
    parts = []
    for part in written:
        options = [part] if isinstance(part, str) else part
        if not isinstance(options, list) or not all(isinstance(option, str) for option in options):
            raise RedFlagError(f"{where}: {part!r} is no atom or list of atoms")
        parts.append(tuple(_read_atom(where, option, language, lexicon) for option in options))
    return Condition(tuple(parts), within, unless, bool(ordered), bool(alone), bool(clause))


def _read_atom(where: str, written: str, language: str | None, lexicon: Lexicon) -> Atom:
    if comparison := read_comparison(written):
        return Atom(comparison.kind, comparison=comparison)
    negated = written.startswith("not ")
    name = written.removeprefix("not ")
    if name.isupper():
        if name not in lexicon.names:
            raise RedFlagError(f"{where}: {name} is no group of the lexicon")
        return Atom(name, negated)
    if language is None:
        raise RedFlagError(f"{where}: {name!r}: words stand under fi, sv or en; under when only groups and measures")
    try:
        return Atom(lexicon.literal(language, name), negated)
    except ValueError as error:
        raise RedFlagError(f"{where}: {error}") from error
