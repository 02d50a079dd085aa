"""Trains the second net from written examples, and sets its thresholds on examples left out of training.

    python -m nlu.redflags.train_net --out var/models/redflags.npz

Examples: nlu/data/redflags (emergencies and near misses) and, as ordinary messages, nlu/data/<kind>. Deterministic.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml

from nlu.redflags.check import RedFlags, create_red_flags
from nlu.redflags.features import features
from nlu.redflags.net import CLASSES, NONE, Net, weighted

DATA = Path(__file__).parent.parent / "data"
ORDINARY = ("symptom", "wellbeing", "service", "booking", "act")
ORDINARY_EVERY = 2  # every second ordinary line: they are many and mostly easy
FOLDS = 3
EPOCHS, RATE, DECAY, BATCH = 8, 0.6, 2e-6, 32
NEAR_MISS_WEIGHT = 1.5
# Shares of left-out near misses, and of ordinary messages, that may be alarmed or asked. Choosing them trades missed
# emergencies against needless alarms: docs/red-flags.md has the figures they give.
SURE_NEAR, SURE_ORDINARY = 0.02, 0.008
ASK_NEAR, ASK_ORDINARY = 0.1, 0.02

Row = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]


class Example(NamedTuple):
    """One line: its class number, whether it is a near miss, and the counts of its features."""

    label: int
    near_miss: bool
    counts: Counter[str]


def read_examples(red_flags: RedFlags) -> list[Example]:
    """All examples with their features."""
    rows: list[tuple[str, bool, str]] = []
    for path in sorted((DATA / "redflags").glob("*.yml")):
        for group in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader):
            label = group.get("class", NONE)
            rows += [
                (label, label == NONE, text) for language in ("fi", "sv", "en") for text in group.get(language) or []
            ]
    ordinary: list[str] = []
    for kind in ORDINARY:
        for path in sorted((DATA / kind).glob("*.yml")):
            for block in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["nlu"]:
                ordinary += [line[2:] for line in block["examples"].splitlines() if line.startswith("- ")]
    rows += [(NONE, False, text) for text in ordinary[::ORDINARY_EVERY]]
    examples = []
    for number, (label, near_miss, text) in enumerate(rows, 1):
        reading = red_flags.read(text)
        examples.append(Example(CLASSES.index(label), near_miss, Counter(features(reading, range(len(reading.words))))))
        if number % 3000 == 0:
            print(f"    read {number} of {len(rows)} examples", flush=True)  # noqa: T201
    return examples


def fit(examples: Sequence[Example]) -> Net:
    """Multinomial logistic regression by mini-batch AdaGrad; thresholds are still to be set."""
    frequency = Counter(name for example in examples for name in example.counts)
    vocabulary = {name: at for at, name in enumerate(sorted(name for name, count in frequency.items() if count > 1))}
    seen = np.array([frequency[name] for name in vocabulary], dtype=np.float32)
    idf = np.log((1 + len(examples)) / (1 + seen)) + 1
    rows = [weighted(example.counts, vocabulary, idf) for example in examples]
    labels = np.array([example.label for example in examples])
    share = np.bincount(labels, minlength=len(CLASSES)) / len(labels)
    importance = (1 / np.sqrt(share + 1e-9))[labels] * np.where([e.near_miss for e in examples], NEAR_MISS_WEIGHT, 1.0)
    importance = importance / importance.mean()
    weights = np.zeros((len(vocabulary) + 1, len(CLASSES)), dtype=np.float32)
    squares = np.full_like(weights, 1e-6)
    order = np.random.default_rng(7)
    for _ in range(EPOCHS):
        for batch in np.array_split(order.permutation(len(rows)), max(1, len(rows) // BATCH)):
            for at in batch:
                _step(weights, squares, rows[at], int(labels[at]), float(importance[at]))
    return Net(vocabulary, idf, weights, float("inf"), float("inf"))


def _step(
    weights: np.ndarray[Any, Any], squares: np.ndarray[Any, Any], row: Row, label: int, importance: float
) -> None:
    index, values = row
    scores = values @ weights[index] + weights[-1]
    chances = np.exp(scores - scores.max())
    error = chances / chances.sum()
    error[label] -= 1
    gradient = importance * values[:, None] * error + DECAY * weights[index]
    squares[index] += gradient**2
    weights[index] -= RATE * gradient / np.sqrt(squares[index])
    bias = importance * error
    squares[-1] += bias**2
    weights[-1] -= RATE * bias / np.sqrt(squares[-1])


def margins(net: Net, examples: Sequence[Example]) -> np.ndarray[Any, Any]:
    """By how much the strongest emergency class beats none, for each example."""
    found = []
    for example in examples:
        index, values = net.row(example.counts.elements())
        scores = values @ net._weights[index] + net._weights[-1]
        found.append(scores[:-1].max() - scores[-1])
    return np.array(found)


def thresholds(examples: Sequence[Example]) -> tuple[float, float, str]:
    """The sure and ask margins, from margins of left-out examples, and a line that says what they give."""
    fold = np.random.default_rng(11).permutation(np.arange(len(examples)) % FOLDS)
    left_out = np.zeros(len(examples))
    for number in range(FOLDS):
        print(f"    cross-validation {number + 1} of {FOLDS}", flush=True)  # noqa: T201
        net = fit([example for example, at in zip(examples, fold, strict=True) if at != number])
        chosen = np.flatnonzero(fold == number)
        left_out[chosen] = margins(net, [examples[int(at)] for at in chosen])
    positive = np.array([CLASSES[example.label] != NONE for example in examples])
    near = np.array([example.near_miss for example in examples])
    ordinary = ~positive & ~near
    sure = max(np.quantile(left_out[near], 1 - SURE_NEAR), np.quantile(left_out[ordinary], 1 - SURE_ORDINARY))
    ask = max(np.quantile(left_out[near], 1 - ASK_NEAR), np.quantile(left_out[ordinary], 1 - ASK_ORDINARY))
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
