"""Trains the second net from written examples, and sets its thresholds on examples left out of training.

    python -m nlu.redflags.train_net --out var/models/redflags.npz

Runs in Rasa's environment, which has scikit-learn; the net itself needs numpy alone. Examples: nlu/data/redflags
(emergencies and near misses) and, as ordinary messages, nlu/data/<kind>. Deterministic.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from nlu.redflags.check import RedFlags, create_red_flags
from nlu.redflags.examples import Line, training_lines
from nlu.redflags.features import features
from nlu.redflags.net import CLASSES, NONE, Net, tf_idf

FOLDS = 4
CLOSENESS = 2.0  # C of the machine: chosen, as the weight, on messages of other writers
NEAR_MISS_WEIGHT = 3.0
# Shares of left-out near misses that may be alarmed, or alarmed or asked. Choosing them trades missed emergencies
# against needless alarms: docs/red-flags.md has the figures they give.
SURE_NEAR, ASK_NEAR = 0.015, 0.08


class Example(NamedTuple):
    """What the net learns from: a class number, whether it is a near miss, and the counts of its features."""

    label: int
    near_miss: bool
    counts: Counter[str]
    origin: int


def read_examples(red_flags: RedFlags, lines: Sequence[Line]) -> list[Example]:
    """The lines with their features, read on all cores."""
    global _reader
    _reader = red_flags
    examples: list[Example] = []
    with get_context("fork").Pool() as pool:
        for example in pool.imap(_read, lines, chunksize=500):
            examples.append(example)
            if len(examples) % 10_000 == 0:
                print(f"    read {len(examples)} of {len(lines)} examples", flush=True)  # noqa: T201
    return examples


_reader: RedFlags | None = None  # of the processes that read


def _read(line: Line) -> Example:
    assert _reader is not None
    reading = _reader.read(line.text)
    found = features(reading, range(len(reading.words)), _reader.matches(reading))
    return Example(CLASSES.index(line.label), line.near_miss, Counter(found), line.origin)


class Table:
    """Examples as a matrix, and what makes a net of a trained machine."""

    def __init__(self, examples: Sequence[Example]) -> None:
        frequency = Counter(name for example in examples for name in example.counts)
        names = sorted(name for name, count in frequency.items() if count > 1)
        self.vocabulary = {name: at for at, name in enumerate(names)}
        seen = np.array([frequency[name] for name in names], dtype=np.float32)
        self.idf = np.log((1 + len(examples)) / (1 + seen)) + 1
        rows = [self._row(example.counts) for example in examples]
        ends = np.cumsum([0, *(len(index) for index, _ in rows)])
        values = np.concatenate([values for _, values in rows])
        self.matrix = csr_matrix(
            (values, np.concatenate([index for index, _ in rows]), ends), (len(rows), len(names)), dtype=np.float64
        )
        self.labels = np.array([example.label for example in examples])
        self.importance = np.where([example.near_miss for example in examples], NEAR_MISS_WEIGHT, 1.0)

    def _row(self, counts: Counter[str]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        known = [(self.vocabulary[name], count) for name, count in counts.items() if name in self.vocabulary]
        index = np.array([at for at, _ in known], dtype=np.int32)
        return index, tf_idf(np.array([count for _, count in known], dtype=np.float32), self.idf[index])

    def fit(self, rows: np.ndarray[Any, Any]) -> LinearSVC:
        """A linear support vector machine for each class."""
        machine = LinearSVC(C=CLOSENESS, random_state=7)
        return machine.fit(self.matrix[rows], self.labels[rows], sample_weight=self.importance[rows])

    def net(self, machine: LinearSVC, sure: float, ask: float) -> Net:
        """The net with a machine's weights."""
        weights = np.vstack((machine.coef_.T, machine.intercept_)).astype(np.float32)
        return Net(self.vocabulary, self.idf, weights, sure, ask)


def thresholds(table: Table, examples: Sequence[Example]) -> tuple[float, float, str]:
    """The sure and ask margins, from margins of left-out examples, and a line that says what they give.

    A variant is left out together with its line, and only lines are counted.
    """
    origin = np.array([example.origin for example in examples])
    fold = np.random.default_rng(11).permutation(np.arange(origin.max() + 1) % FOLDS)[origin]
    margins = np.zeros(len(examples))

    def judge(number: int) -> None:
        scores = table.fit(np.flatnonzero(fold != number)).decision_function(table.matrix[fold == number])
        margins[fold == number] = scores[:, :-1].max(axis=1) - scores[:, -1]
        print(f"    cross-validation {number + 1} of {FOLDS} done", flush=True)  # noqa: T201

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(judge, range(FOLDS)))
    line = np.append(True, origin[1:] != origin[:-1])
    positive = line & np.array([CLASSES[example.label] != NONE for example in examples])
    near = line & np.array([example.near_miss for example in examples])
    ordinary = line & ~positive & ~near
    sure, ask = np.quantile(margins[near], 1 - SURE_NEAR), np.quantile(margins[near], 1 - ASK_NEAR)
    told = ", ".join(
        f"{name}: emergencies {(margins[positive] > at).mean():.3f}, near misses {(margins[near] > at).mean():.3f}, "
        f"ordinary {(margins[ordinary] > at).mean():.4f}"
        for name, at in (("sure", sure), ("asked or sure", ask))
    )
    return float(sure), float(ask), told


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    red_flags = create_red_flags()
    examples = read_examples(red_flags, training_lines(red_flags.guidelines))
    table = Table(examples)
    sure, ask, told = thresholds(table, examples)
    print(f"    left out: {told}", flush=True)  # noqa: T201
    table.net(table.fit(np.arange(len(examples))), sure, ask).save(out)


if __name__ == "__main__":
    main()
