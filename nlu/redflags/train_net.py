"""Trains the second net from written examples, and sets its thresholds on examples left out of training.

    python -m nlu.redflags.train_net --out var/models/redflags.npz

Runs in Rasa's environment, which has scikit-learn; the net itself needs numpy alone. Examples: nlu/data/redflags
(emergencies and near misses) and, as ordinary messages, nlu/data/<kind>. Deterministic.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from nlu.redflags.check import RedFlags, create_red_flags
from nlu.redflags.features import features
from nlu.redflags.net import CLASSES, NONE, Net, weighted

DATA = Path(__file__).parent.parent / "data"
ORDINARY = ("symptom", "wellbeing", "service", "booking", "act")
FOLDS = 4
CLOSENESS = 2.0  # C of the machine: chosen, as the weight, on messages of other writers
NEAR_MISS_WEIGHT = 3.0
# Shares of left-out near misses that may be alarmed, or alarmed or asked. Choosing them trades missed emergencies
# against needless alarms: docs/red-flags.md has the figures they give.
SURE_NEAR, ASK_NEAR = 0.015, 0.08


class Example(NamedTuple):
    """One line: its class number, whether it is a near miss, and the counts of its features."""

    label: int
    near_miss: bool
    counts: Counter[str]


def read_examples(red_flags: RedFlags) -> list[Example]:
    """All examples with their features."""
    rows = [*_red_flag_lines(), *((NONE, False, text) for text in _ordinary_lines())]
    examples = []
    for number, (label, near_miss, text) in enumerate(rows, 1):
        reading = red_flags.read(text)
        found = features(reading, range(len(reading.words)), red_flags.matches(reading))
        examples.append(Example(CLASSES.index(label), near_miss, Counter(found)))
        if number % 5000 == 0:
            print(f"    read {number} of {len(rows)} examples", flush=True)  # noqa: T201
    return examples


def _red_flag_lines() -> Iterator[tuple[str, bool, str]]:
    for path in sorted((DATA / "redflags").glob("*.yml")):
        for group in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader):
            label = group.get("class", NONE)
            for language in ("fi", "sv", "en"):
                yield from ((label, label == NONE, text) for text in group.get(language) or [])


def _ordinary_lines() -> Iterator[str]:
    for kind in ORDINARY:
        for path in sorted((DATA / kind).glob("*.yml")):
            for block in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["nlu"]:
                yield from (line[2:] for line in block["examples"].splitlines() if line.startswith("- "))


def fit(examples: Sequence[Example]) -> Net:
    """A linear support vector machine for each class; thresholds are still to be set."""
    frequency = Counter(name for example in examples for name in example.counts)
    vocabulary = {name: at for at, name in enumerate(sorted(name for name, count in frequency.items() if count > 1))}
    seen = np.array([frequency[name] for name in vocabulary], dtype=np.float32)
    idf = np.log((1 + len(examples)) / (1 + seen)) + 1
    matrix = _matrix([weighted(example.counts, vocabulary, idf) for example in examples], len(vocabulary))
    importance = np.where([example.near_miss for example in examples], NEAR_MISS_WEIGHT, 1.0)
    machine = LinearSVC(C=CLOSENESS, random_state=7)
    machine.fit(matrix, [example.label for example in examples], sample_weight=importance)
    weights = np.vstack((machine.coef_.T, machine.intercept_)).astype(np.float32)
    return Net(vocabulary, idf, weights, float("inf"), float("inf"))


def _matrix(rows: Sequence[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]], width: int) -> csr_matrix:
    ends = np.cumsum([0, *(len(index) for index, _ in rows)])
    return csr_matrix(
        (np.concatenate([values for _, values in rows]), np.concatenate([index for index, _ in rows]), ends),
        shape=(len(rows), width),
    )


def margins(net: Net, examples: Sequence[Example]) -> np.ndarray[Any, Any]:
    """By how much the strongest emergency class beats none, for each example."""
    scores = np.array([net.scores(example.counts.elements()) for example in examples])
    beats: np.ndarray[Any, Any] = scores[:, :-1].max(axis=1) - scores[:, -1]
    return beats


def thresholds(examples: Sequence[Example]) -> tuple[float, float, str]:
    """The sure and ask margins, from margins of left-out examples, and a line that says what they give."""
    fold = np.random.default_rng(11).permutation(np.arange(len(examples)) % FOLDS)
    left_out = np.zeros(len(examples))

    def judge(number: int) -> None:
        net = fit([example for example, at in zip(examples, fold, strict=True) if at != number])
        chosen = np.flatnonzero(fold == number)
        left_out[chosen] = margins(net, [examples[int(at)] for at in chosen])
        print(f"    cross-validation {number + 1} of {FOLDS} done", flush=True)  # noqa: T201

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(judge, range(FOLDS)))
    positive = np.array([CLASSES[example.label] != NONE for example in examples])
    near = np.array([example.near_miss for example in examples])
    ordinary = ~positive & ~near
    sure, ask = np.quantile(left_out[near], 1 - SURE_NEAR), np.quantile(left_out[near], 1 - ASK_NEAR)
    told = ", ".join(
        f"{name}: emergencies {(left_out[positive] > at).mean():.3f}, near misses {(left_out[near] > at).mean():.3f}, "
        f"ordinary {(left_out[ordinary] > at).mean():.4f}"
        for name, at in (("sure", sure), ("asked or sure", ask))
    )
    return float(sure), float(ask), told


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    examples = read_examples(create_red_flags())
    sure, ask, told = thresholds(examples)
    print(f"    left out: {told}", flush=True)  # noqa: T201
    net = fit(examples)
    net.sure, net.ask = sure, ask
    net.save(out)


if __name__ == "__main__":
    main()
