"""The messages: training examples, those held out from them, and those with two needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from nlu.examples import Example

PROJECT = Path(__file__).resolve().parent.parent.parent
FOLDS = 5
QUICK_TOPICS, QUICK_LINES = 12, 24


class Told(NamedTuple):
    """A message and its needs, in their order: one or two topics."""

    text: str
    language: str
    needs: tuple[str, ...]


def read_rasa(paths: Sequence[Path]) -> list[Example]:
    """Examples of Rasa NLU files, in any of Rasa's ways of writing them; marks of entities are left out."""
    from rasa.shared.nlu.training_data.loading import load_data

    found = []
    for path in paths:
        for message in load_data(str(path)).intent_examples:
            metadata = (message.get("metadata") or {}).get("intent") or {}
            language = metadata.get("language", "fi") if isinstance(metadata, dict) else "fi"
            found.append(Example(message.get("intent"), language, message.get("text").strip()))
    return found


def read_held_out(name: str = "nlu_held_out") -> list[Example]:
    """A folder of tests/: files of {topic, fi: [...], sv: [...], en: [...]}."""
    tables = [yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) for path in
              sorted((PROJECT / "tests" / name).glob("*.yml"))]  # fmt: skip
    return [Example(table["topic"], language, text) for table in tables
            for language in ("fi", "sv", "en") for text in table.get(language, [])]  # fmt: skip


def read_two_needs(name: str) -> list[Told]:
    """tests/nlu_two_needs/<name>.yml: [{text, language, needs}]."""
    table = yaml.load(
        (PROJECT / "tests" / "nlu_two_needs" / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
    )
    return [Told(row["text"], row["language"], tuple(row["needs"])) for row in table]


def unseen(test: list[Example], train: list[Example]) -> list[Example]:
    """Without the messages that somebody also wrote as a training example, word for word: they measure nothing."""
    known = {example.text.casefold() for example in train}
    kept = [example for example in test if example.text.casefold() not in known]
    print(f"· {len(test) - len(kept)} of {len(test)} held-out messages are also training examples and are left out")
    return kept


def folds(examples: list[Example]) -> list[tuple[list[Example], list[Example]]]:
    """Each topic's examples dealt to the folds in turn: (train, test) pairs, the same in every run."""
    by_topic: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        by_topic[example.topic].append(example)
    dealt: list[list[Example]] = [[] for _ in range(FOLDS)]
    for number, example in enumerate(example for topic in sorted(by_topic) for example in by_topic[topic]):
        dealt[number % FOLDS].append(example)
    return [([row for other in dealt if other is not test for row in other], test) for test in dealt]


def write_training(examples: list[Example], path: Path) -> None:
    """A Rasa NLU file of the examples."""
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for topic, language, text in examples:
        blocks[topic, language].append(text.replace("\n", " "))
    table = {"version": "3.1", "nlu": [
        {"intent": topic, "metadata": {"language": language}, "examples": "".join(f"- {line}\n" for line in lines)}
        for (topic, language), lines in blocks.items()
    ]}  # fmt: skip
    path.write_text(yaml.safe_dump(table, allow_unicode=True), encoding="utf-8")


def quick(examples: list[Example], lines: int) -> list[Example]:
    """Some topics and the first Finnish lines of each."""
    chosen = sorted({example.topic for example in examples})[:QUICK_TOPICS]
    found: list[Example] = []
    for topic in chosen:
        found += [example for example in examples if example.topic == topic and example.language == "fi"][:lines]
    return found
