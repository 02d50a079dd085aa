"""Command line of the benchmark: what it measures is told in the package's text."""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import sys
from pathlib import Path
from typing import Any

from bench.nlu.figures import COLUMNS, report
from bench.nlu.messages import (
    PROJECT,
    QUICK_LINES,
    Told,
    folds,
    quick,
    read_held_out,
    read_rasa,
    read_two_needs,
    unseen,
)  # fmt: skip
from bench.nlu.runs import STOCK, ours, run, score, score_child, train_child
from nlu.examples import KINDS, Example, example_files, read_examples

RESULTS = PROJECT / "bench" / "results"
SETS = ("nlu_held_out", "nlu_unseen", "nlu_development")
"""Two to measure with, the second of plainer messages; choices are made on the third alone."""


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Topic recognition, ours against stock Rasa's")
    parser.add_argument("--data", type=Path, help="another bot's nlu.yml: 5-fold cross-validation")
    parser.add_argument("--stock", action=argparse.BooleanOptionalAction, default=True, help="Rasa's default too")
    parser.add_argument("--every", type=int, default=1, help="train on every so many-th example of each topic")
    parser.add_argument("--messages", choices=SETS, default="nlu_held_out", help="the set in tests/ to score")
    parser.add_argument("--model", type=Path, help="score this trained model of ours; nothing is trained")
    parser.add_argument("--quick", action="store_true", help="a few topics: does it run, not how good it is")
    parser.add_argument("--out", type=Path, help="where the JSON goes")
    chosen = parser.parse_args()
    parts, told = material(chosen)
    test = [example for _, tested in parts for example in tested]
    parts[-1][1].extend(Example("", message.language, message.text) for message in told)
    configs = {"ours": ours(), **({"stock": STOCK} if chosen.stock else {})}
    if chosen.model:
        outcomes = {"ours": score(chosen.model.resolve(), parts[-1][1])}
    else:
        outcomes = {name: run(config, parts, name) for name, config in configs.items()}
    print(f"\n{'':<10}{'n':>6} " + " ".join(f"{column:>16}" for column in COLUMNS))
    result: dict[str, Any] = {name: report(name, test, told, outcome) for name, outcome in outcomes.items()}
    print("\nours, answered with confidence of at least -> right:")
    for row in result["ours"]["calibration"]:
        print(f"  {row['confidence']:.1f}  {row['share']:6.1%} of messages  {row['right']:6.1%} right")
    print("\nours, most confused (write examples for these):")
    for row in result["ours"]["confusions"][:20]:
        print(f"  {row['times']:>3}  {row['right']} -> {row['given']}")
    if chosen.quick and not chosen.out:
        return
    out = chosen.out or RESULTS / ("nlu-data.json" if chosen.data else "nlu.json")
    result["about"] = {"python": platform.python_version(), "cores": os.cpu_count(), "folds": len(parts)}
    out.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"\n{out}")


def material(chosen: argparse.Namespace) -> tuple[list[tuple[list[Example], list[Example]]], list[Told]]:
    """What to train on and to score, in parts, and the messages with two needs to score with the last part."""
    if chosen.data:
        return folds(read_rasa([chosen.data])), []
    train = [example for path in example_files(*KINDS) for example in read_examples(path)]
    test = unseen(read_held_out(chosen.messages), train)
    train = train[:: chosen.every]
    if chosen.quick:
        return [(quick(train, QUICK_LINES), quick(test, 3))], []
    return [(train, test)], read_two_needs("development" if chosen.messages == "nlu_development" else "held_out")


def child_main(task: str, *arguments: str) -> None:
    """One task in this process; the last argument is the file of the answer."""
    from rasa.utils.log_utils import configure_structlog

    logging.disable(logging.WARNING)
    configure_structlog(logging.ERROR)  # held-out messages are not shown to whoever writes training examples
    if task == "train":
        answer = train_child(Path(arguments[0]), Path(arguments[1]), Path(arguments[2]))
    else:
        answer = score_child(Path(arguments[0]), [Example(*row) for row in json.loads(Path(arguments[1]).read_text())])
    Path(arguments[-1]).write_text(json.dumps(answer), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child_main(*sys.argv[2:])
    else:
        main()
