"""The written examples of emergencies and near misses (nlu/data/redflags), and what the net is trained on with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from random import Random
from typing import NamedTuple

import yaml

from nlu.examples import DATA, KINDS, example_files, read_examples
from nlu.language import LANGUAGES, identify
from nlu.redflags.net import NONE
from nlu.redflags.schema import Guideline
from nlu.redflags.variants import variant

RECORDS = "redflags-records.json"  # beside the trained net: what each pattern met
PATTERN_VARIANTS = 7
ORDINARY_LINES = 150  # of each topic and language


class Line(NamedTuple):
    """A line: its class, its language, and whether it is a near miss; a variant has its line's origin. `written`:
    for this purpose, by a person, as it stands."""

    text: str
    label: str
    language: str
    near_miss: bool
    origin: int = 0
    written: bool = False


def training_lines(guidelines: Sequence[Guideline]) -> list[Line]:
    """Written examples and those of the patterns, each followed by variants; then ordinary messages."""
    ordinary = list(_ordinary_lines())
    matters = {language: [line.text for line in ordinary if line.language == language] for language in LANGUAGES}
    random = Random(5)  # noqa: S311  chance, not secrecy
    lines: list[Line] = []

    def add(line: Line, variants: int) -> None:
        first = line._replace(origin=lines[-1].origin + 1 if lines else 0)
        texts = (variant(line.text, line.language, matters[line.language], random) for _ in range(variants))
        lines.extend((first, *(first._replace(text=text, written=False) for text in texts)))

    for line in written_lines():
        add(line, 1)
    for line in _pattern_lines(guidelines):  # short and clear: they must hold whatever happens around them
        add(line, PATTERN_VARIANTS)
    for line in ordinary:
        add(line, 0)
    return lines


def written_lines() -> Iterator[Line]:
    """Emergencies and near misses as people wrote them for training."""
    for path in sorted((DATA / "redflags").glob("*.yml")):
        for group in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader):
            label = group.get("class", NONE)
            for language in LANGUAGES:
                yield from (
                    Line(text, label, language, label == NONE, written=True) for text in group.get(language) or []
                )


def _pattern_lines(guidelines: Sequence[Guideline]) -> Iterator[Line]:
    for pattern in (pattern for guideline in guidelines for pattern in guideline.patterns):
        for language, texts in pattern.examples.items():
            yield from (Line(text, pattern.emergency, language, False) for text in texts)
        for language, texts in pattern.counter_examples.items():
            yield from (Line(text, NONE, language, True) for text in texts)


def _ordinary_lines() -> Iterator[Line]:
    """Messages of every topic, not all of them: more would drown the emergencies, which the net then misses."""
    for path in example_files(*KINDS):
        for _, block in groupby(read_examples(path), key=lambda example: example.language):
            for example in islice(block, ORDINARY_LINES):
                yield Line(example.text, NONE, identify(example.text).language, False)
