"""Topic recognition of our pipeline and of stock Rasa's default one, trained and scored on the same messages.

    make bench-nlu                  trains on nlu/data, scores tests/nlu_held_out (never trained on)
    make bench-nlu DATA=nlu.yml     5-fold cross-validation on another bot's examples (Rasa's format; Finnish unless
                                    its blocks say `metadata: {language: sv}`)

Runs with Rasa's Python. Stock's DIET takes its 100 epochs: on all our examples over two hours on two cores; progress
is shown (`--no-stock` leaves it out; `--model` scores what is trained; `--every 4` trains both on a quarter; `--quick` takes a few topics, for CI).
Writes bench/results/nlu.json.

    right at once     answered, and with the right topic
    clarify           asked which was meant, because unsure (nlu_fallback)
    right or offered  right at once, or the right topic among the three offered
    wrong and sure    answered, with a wrong topic
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

PROJECT = Path(__file__).resolve().parent.parent
KINDS = ("symptom", "wellbeing", "service", "booking", "act")
RESULTS = PROJECT / "bench" / "results"
FALLBACK = "nlu_fallback"
OFFERED = 3
FOLDS = 5
QUICK_TOPICS, QUICK_LINES = 12, 24
LEVELS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)

# `rasa init` of 3.6, without what answers FAQs.
STOCK: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]


class Example(NamedTuple):
    """A message and its right topic."""

    topic: str
    language: str
    text: str


class Parsed(NamedTuple):
    """What a pipeline made of a message: whether it asked back, and the ranking without the fallback."""

    asked: bool
    ranking: list[tuple[str, float]]
    ms: float


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
    """tests/nlu_held_out or tests/nlu_development: {topic, fi: [...], sv: [...], en: [...]}."""
    tables = [yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) for path in
              sorted((PROJECT / "tests" / name).glob("*.yml"))]  # fmt: skip
    return [Example(table["topic"], language, text) for table in tables
            for language in ("fi", "sv", "en") for text in table.get(language, [])]  # fmt: skip


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


# --- a child process trains or scores one pipeline, so that time and memory are its own ---


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


def train_child(config: Path, data: Path, out: Path) -> dict[str, Any]:
    """Train as `rasa train nlu` does."""
    from rasa.model_training import train_nlu

    began = time.perf_counter()
    train_nlu(str(config), str(data), str(out), fixed_model_name="model")
    return {"seconds": time.perf_counter() - began}


def score_child(model: Path, messages: list[Example]) -> dict[str, Any]:
    """Parse as the served model does; memory is the process's highest."""
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage

    agent = Agent.load(str(model))

    async def parse() -> list[Parsed]:
        await agent.processor.parse_message(UserMessage("moi", metadata={"language": "fi"}))
        found = []
        for message in messages:
            began = time.perf_counter()
            asked = UserMessage(message.text, metadata={"language": message.language})
            data = await agent.processor.parse_message(asked)
            ms = 1000 * (time.perf_counter() - began)
            rows = [(row["name"], row["confidence"]) for row in data["intent_ranking"] if row["name"] != FALLBACK]
            found.append(Parsed(data["intent"]["name"] in (None, FALLBACK), rows, ms))
        return found

    parsed = asyncio.run(parse())
    return {"parsed": parsed, "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def child(*task: str | Path) -> dict[str, Any]:
    """Run a task of this module in a process of its own; its progress is shown."""
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore",
             "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "PYTHONPATH": str(PROJECT)}  # fmt: skip
    command = [sys.executable, "-m", "bench.nlu", "--child", *map(str, task)]
    subprocess.run(command, env={**os.environ, **quiet}, cwd=PROJECT, check=True)
    result: dict[str, Any] = json.loads(Path(task[-1]).read_text(encoding="utf-8"))
    return result


def run(pipeline: list[dict[str, Any]], parts: list[tuple[list[Example], list[Example]]], name: str) -> dict[str, Any]:
    """Train and score a pipeline on each part; the raw outcome."""
    parsed, seconds, memory = [], [], []
    for number, (train, test) in enumerate(parts, 1):
        print(f"· {name}: part {number} of {len(parts)}, training on {len(train)} messages", flush=True)
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            config = {"recipe": "default.v1", "assistant_id": "bench", "language": "fi", "pipeline": pipeline}
            (folder / "config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
            write_training(train, folder / "nlu.yml")
            (folder / "test.json").write_text(json.dumps(test), encoding="utf-8")
            trained = child("train", folder / "config.yml", folder / "nlu.yml", folder, folder / "trained.json")
            scored = child("score", folder / "model.tar.gz", folder / "test.json", folder / "scored.json")
        seconds.append(trained["seconds"])
        memory.append(scored["memory_mb"])
        parsed += [Parsed(*row) for row in scored["parsed"]]
    return {"parsed": parsed, "train_seconds": statistics.mean(seconds), "memory_mb": max(memory)}


def score(model: Path, test: list[Example]) -> dict[str, Any]:
    """Score a trained model."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "test.json").write_text(json.dumps(test), encoding="utf-8")
        scored = child("score", model, folder / "test.json", folder / "scored.json")
    parsed = [Parsed(*row) for row in scored["parsed"]]
    return {"parsed": parsed, "train_seconds": 0.0, "memory_mb": scored["memory_mb"]}


# --- figures ---


def figures(examples: Sequence[Example], parsed: Sequence[Parsed]) -> dict[str, float]:
    """Shares of messages, see the module's text; accuracy and macro-F1 are of the first in the ranking."""
    count = len(examples)
    first = [row.ranking[0][0] if row.ranking else None for row in parsed]
    right = [guess == example.topic for guess, example in zip(first, examples, strict=True)]
    offered = [example.topic in [topic for topic, _ in row.ranking[:OFFERED]]
               for example, row in zip(examples, parsed, strict=True)]  # fmt: skip
    pairs = list(zip(parsed, right, strict=True))
    times = sorted(row.ms for row in parsed)
    return {
        "messages": count,
        "accuracy": sum(right) / count,
        "macro_f1": macro_f1([example.topic for example in examples], first),
        "right_at_once": sum(hit and not row.asked for row, hit in pairs) / count,
        "right_or_offered": sum(found if row.asked else hit for (row, hit), found in zip(pairs, offered, strict=True))
        / count,
        "clarify": sum(row.asked for row in parsed) / count,
        "wrong_and_sure": sum(not hit and not row.asked for row, hit in pairs) / count,
        "p50_ms": statistics.median(times),
        "p95_ms": times[int(0.95 * (count - 1))],
    }  # fmt: skip


def macro_f1(right: Sequence[str], guessed: Sequence[str | None]) -> float:
    """Mean over the topics of the harmonic mean of precision and recall."""
    hits = Counter(topic for topic, guess in zip(right, guessed, strict=True) if topic == guess)
    wanted, given = Counter(right), Counter(guessed)
    return statistics.mean(2 * hits[topic] / (wanted[topic] + given[topic]) for topic in wanted)


def calibration(examples: Sequence[Example], parsed: Sequence[Parsed]) -> list[dict[str, float]]:
    """How often the first topic is right when its confidence is at least so much."""
    rows = []
    for level in LEVELS:
        sure = [row.ranking[0][0] == example.topic for example, row in zip(examples, parsed, strict=True)
                if row.ranking and row.ranking[0][1] >= level]  # fmt: skip
        if sure:
            rows.append({"confidence": level, "share": len(sure) / len(examples), "right": sum(sure) / len(sure)})
    return rows


def confusions(examples: Sequence[Example], parsed: Sequence[Parsed]) -> list[dict[str, Any]]:
    """Right topic and the wrong first one, the most frequent pairs first: what to write examples for."""
    pairs = Counter((example.topic, row.ranking[0][0] if row.ranking else "-")
                    for example, row in zip(examples, parsed, strict=True)
                    if not row.ranking or row.ranking[0][0] != example.topic)  # fmt: skip
    return [{"right": right, "given": given, "times": times} for (right, given), times in pairs.most_common(40)]


COLUMNS = ("accuracy", "macro_f1", "right_at_once", "right_or_offered", "clarify", "wrong_and_sure", "p50_ms", "p95_ms")


def report(name: str, test: list[Example], outcome: dict[str, Any]) -> dict[str, Any]:
    """Print a pipeline's rows and return them."""
    parsed = outcome["parsed"]
    rows = {"all": figures(test, parsed)}
    languages = sorted({example.language for example in test})
    for language in languages if len(languages) > 1 else []:
        chosen = [number for number, example in enumerate(test) if example.language == language]
        rows[language] = figures([test[number] for number in chosen], [parsed[number] for number in chosen])
    for language, row in rows.items():
        shown = " ".join(f"{row[column]:>16.{1 if column.endswith('ms') else 3}f}" for column in COLUMNS)
        print(f"{name + ' ' + language:<10}{row['messages']:>6.0f} {shown}")
    print(f"{name}: {outcome['train_seconds']:.0f} s to train, {outcome['memory_mb']:.0f} MB", flush=True)
    return {"rows": rows, "train_seconds": outcome["train_seconds"], "memory_mb": outcome["memory_mb"],
            "calibration": calibration(test, parsed), "confusions": confusions(test, parsed)}  # fmt: skip


def ours() -> list[dict[str, Any]]:
    """The pipeline of config.yml."""
    pipeline: list[dict[str, Any]] = yaml.safe_load((PROJECT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    return pipeline


def quick(examples: list[Example], lines: int) -> list[Example]:
    """Some topics and the first Finnish lines of each."""
    chosen = sorted({example.topic for example in examples})[:QUICK_TOPICS]
    found: list[Example] = []
    for topic in chosen:
        found += [example for example in examples if example.topic == topic and example.language == "fi"][:lines]
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Topic recognition, ours against stock Rasa's")
    parser.add_argument("--data", type=Path, help="another bot's nlu.yml: 5-fold cross-validation")
    parser.add_argument("--stock", action=argparse.BooleanOptionalAction, default=True, help="Rasa's default too")
    parser.add_argument("--every", type=int, default=1, help="train on every so many-th example of each topic")
    parser.add_argument("--development", action="store_true", help="score the set that choices are made on instead")
    parser.add_argument("--model", type=Path, help="score this trained model of ours; nothing is trained")
    parser.add_argument("--quick", action="store_true", help="a few topics: does it run, not how good it is")
    parser.add_argument("--out", type=Path, help="where the JSON goes")
    chosen = parser.parse_args()
    if chosen.data:
        parts = folds(read_rasa([chosen.data]))
    else:
        train = read_rasa([path for kind in KINDS for path in sorted((PROJECT / "nlu" / "data" / kind).glob("*.yml"))])
        test = unseen(read_held_out("nlu_development" if chosen.development else "nlu_held_out"), train)
        train = train[:: chosen.every]
        parts = [(quick(train, QUICK_LINES), quick(test, 3))] if chosen.quick else [(train, test)]
    test = [example for _, tested in parts for example in tested]
    pipelines = {"ours": ours(), **({"stock": STOCK} if chosen.stock else {})}
    if chosen.model:
        outcomes = {"ours": score(chosen.model.resolve(), test)}
    else:
        outcomes = {name: run(pipeline, parts, name) for name, pipeline in pipelines.items()}
    print(f"\n{'':<10}{'n':>6} " + " ".join(f"{column:>16}" for column in COLUMNS))
    result: dict[str, Any] = {name: report(name, test, outcome) for name, outcome in outcomes.items()}
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
