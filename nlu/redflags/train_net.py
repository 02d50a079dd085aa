"""Trains the second net from written examples, and sets its thresholds on examples left out of training.

    python -m nlu.redflags.train_net --out var/models/redflags.npz

Runs in Rasa's environment, which has scikit-learn; the net itself needs numpy alone. Examples: nlu/data/redflags
(emergencies and near misses) and, as ordinary messages, nlu/data/<kind>. Deterministic.
"""

from __future__ import annotations

import argparse
import json
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
from nlu.redflags.examples import RECORDS, Line, training_lines
from nlu.redflags.features import features
from nlu.redflags.net import CLASSES, MEDICAL, NONE, Net, tf_idf

FOLDS = 3
SEEN_AT_LEAST = 3  # examples with a feature: a variant alone makes two of one
CLOSENESS = 2.0  # C of the machine: chosen, as the weight, on messages of other writers
NEAR_MISS_WEIGHT = 3.0
# Shares of left-out near misses that may be alarmed, or alarmed or asked. Choosing them trades missed emergencies
# against needless alarms: docs/red-flags.md has the figures they give.
SURE_NEAR, ASK_NEAR = 0.012, 0.08
HANDICAPS = [step / 10 for step in range(9)]


class Example(NamedTuple):
    """What the net learns from: a class number, whether it is a near miss, and the counts of its features."""

    label: int
    near_miss: bool
    counts: Counter[str]
    origin: int
    patterns: frozenset[str]


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
    matches = _reader.matches(reading)
    counts = Counter(features(reading, range(len(reading.words)), matches))
    met = frozenset(match.pattern.id for match in matches)
    return Example(CLASSES.index(line.label), line.near_miss, counts, line.origin, met)


class Table:
    """Examples as a matrix, and what makes a net of a trained machine."""

    def __init__(self, examples: Sequence[Example]) -> None:
        frequency = Counter(name for example in examples for name in example.counts)
        names = sorted(name for name, count in frequency.items() if count >= SEEN_AT_LEAST)
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

    def net(self, machine: LinearSVC, sure: float, ask: float, handicap: float) -> Net:
        """The net with a machine's weights."""
        weights = np.vstack((machine.coef_.T, machine.intercept_)).astype(np.float32)
        return Net(self.vocabulary, self.idf, weights, sure, ask, handicap)


def fit_all(table: Table, examples: Sequence[Example]) -> tuple[LinearSVC, NDArray[np.float64]]:
    """A machine that saw everything, and each line's scores by one that saw neither the line nor its variants."""
    origin = np.array([example.origin for example in examples])
    fold = np.random.default_rng(11).permutation(np.arange(origin.max() + 1) % FOLDS)[origin]
    scores = np.zeros((len(examples), len(CLASSES)))

    def judge(number: int) -> None:
        scores[fold == number] = table.fit(np.flatnonzero(fold != number)).decision_function(
            table.matrix[fold == number]
        )
        print(f"    cross-validation {number + 1} of {FOLDS} done", flush=True)  # noqa: T201

    with ThreadPoolExecutor(2) as pool:  # the slowest first
        whole = pool.submit(table.fit, np.arange(len(examples)))
        list(pool.map(judge, range(FOLDS)))
        return whole.result(), scores


def choose(examples: Sequence[Example], scores: NDArray[np.float64]) -> tuple[float, float, float]:
    """The sure and ask margins and the handicap of the medical class, from left-out scores of lines as written."""
    origin = np.array([example.origin for example in examples])
    line = np.append(True, origin[1:] != origin[:-1])
    labels = np.array([example.label for example in examples])
    positive = line & (labels != CLASSES.index(NONE))
    near = line & np.array([example.near_miss for example in examples])
    margins = scores[:, :-1].max(axis=1) - scores[:, -1]
    sure, ask = np.quantile(margins[near], 1 - SURE_NEAR), np.quantile(margins[near], 1 - ASK_NEAR)
    handicap = max(HANDICAPS, key=lambda by: _class_recall(scores[positive, :-1], labels[positive], by))
    for name, at in (("sure", sure), ("asked or sure", ask)):
        shares = [(margins[chosen] > at).mean() for chosen in (positive, near, line & ~positive & ~near)]
        told = "emergencies {:.3f}, near misses {:.3f}, ordinary {:.4f}".format(*shares)
        print(f"    left out, {name}: {told}", flush=True)  # noqa: T201
    return float(sure), float(ask), handicap


def _class_recall(scores: NDArray[np.float64], labels: NDArray[np.int64], handicap: float) -> float:
    """Mean over the classes of the share of their emergencies that are given the right class."""
    named = (scores - handicap * MEDICAL).argmax(axis=1)
    return float(np.mean([(named[labels == label] == label).mean() for label in np.unique(labels)]))


def write_records(path: Path, lines: Sequence[Line], examples: Sequence[Example]) -> None:
    """How many written emergencies and near misses each pattern meets: what nlu.redflags.coverage tells."""
    met: dict[str, list[int]] = {}
    for line, example in zip(lines, examples, strict=True):
        for pattern in example.patterns if line.written else ():
            met.setdefault(pattern, [0, 0])[line.near_miss] += 1
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(met, indent=0, sort_keys=True), encoding="utf-8")


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    red_flags = create_red_flags()
    lines = training_lines(red_flags.guidelines)
    examples = read_examples(red_flags, lines)
    write_records(out.with_name(RECORDS), lines, examples)
    table = Table(examples)
    machine, scores = fit_all(table, examples)
    table.net(machine, *choose(examples, scores)).save(out)


if __name__ == "__main__":
    main()
