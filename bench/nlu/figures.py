"""Shares of messages, how right a confidence is, and what is confused with what."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from typing import Any

from bench.nlu.messages import Told
from bench.nlu.runs import Parsed
from nlu.examples import Example

OFFERED = 3
LEVELS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)

COLUMNS = (
    "accuracy",
    "macro_f1",
    "right_at_once",
    "right_or_offered",
    "clarify",
    "wrong_and_sure",
    "two_for_one",
    "p50_ms",
    "p95_ms",
)


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
        "two_for_one": sum(bool(row.needs) for row in parsed) / count,
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


def two_needs(told: Sequence[Told], parsed: Sequence[Parsed]) -> dict[str, int]:
    """Messages with two needs: how many, and found as told; with one: how many, and taken for two."""
    pairs = list(zip(told, parsed, strict=True))
    double = [row for row in pairs if len(row[0].needs) > 1]
    single = [row for row in pairs if len(row[0].needs) == 1]
    found = sum(tuple(outcome.needs) == message.needs for message, outcome in double)
    return {
        "two": len(double),
        "found": found,
        "one": len(single),
        "taken_for_two": sum(bool(row.needs) for _, row in single),
    }


def report(name: str, test: list[Example], told: list[Told], outcome: dict[str, Any]) -> dict[str, Any]:
    """Print a pipeline's rows and return them; what it made of `told` stands last in the outcome."""
    parsed, of_told = outcome["parsed"][: len(test)], outcome["parsed"][len(test) :]
    rows = {"all": figures(test, parsed)}
    languages = sorted({example.language for example in test})
    for language in languages if len(languages) > 1 else []:
        chosen = [number for number, example in enumerate(test) if example.language == language]
        rows[language] = figures([test[number] for number in chosen], [parsed[number] for number in chosen])
    for language, row in rows.items():
        shown = " ".join(f"{row[column]:>16.{1 if column.endswith('ms') else 3}f}" for column in COLUMNS)
        print(f"{name + ' ' + language:<10}{row['messages']:>6.0f} {shown}")
    print(f"{name}: {outcome['train_seconds']:.0f} s to train, {outcome['memory_mb']:.0f} MB", flush=True)
    found = {"rows": rows, "train_seconds": outcome["train_seconds"], "memory_mb": outcome["memory_mb"],
             "calibration": calibration(test, parsed), "confusions": confusions(test, parsed)}  # fmt: skip
    if told:
        needs = found["needs"] = two_needs(told, of_told)
        print(f"{name}: of {needs['two']} messages with two needs {needs['found']} found in order;", end=" ")
        print(f"of {needs['one']} with one, told at length, {needs['taken_for_two']} taken for two")
    return found
