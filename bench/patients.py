"""Simulated patients: standard vignettes played through the chat API, and the urgency they are given.

    make bench-patients                                 (PATIENTS=tests/patients/unseen: those nothing was tuned to)

tests/patients/vignettes.yml says who the patients are, their first message and the right urgency; it was written apart
from the assessments. tests/patients/answers.yml is what each of them typed, in lay Finnish, when asked: by somebody who
saw the vignette and the chat's words, never a rule. What has no answer there is answered "en tiedä" and counted; asked
what was meant, the patient presses the own topic's button.

    exact        the urgency, or another that the vignette accepts
    too low      how many levels below the lowest accepted one; no result at all counts as the lowest level
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.settings import PROJECT
from tests.running import Talk, running

FOLDER = PROJECT / "tests" / "patients"
RESULTS = PROJECT / "bench" / "results" / "patients.json"
LEVELS = ("self_care", "non_urgent", "within_24h", "urgent_now", "emergency")  # the lowest first
URGENT = LEVELS.index("urgent_now")
UNKNOWN = "en tiedä"
MOST_TURNS = 30
NEAR_ENOUGH = 0.985  # at most one level too low (Omaolo 97.6 %)


@dataclass(frozen=True)
class Vignette:
    """A patient; `accept`: the levels a careful clinician would call right."""

    id: str
    topic: str
    opening: str
    urgency: str
    accept: tuple[str, ...]


@dataclass(frozen=True)
class Played:
    """How a patient's conversation went. `urgency` is None without a result; `unanswered` are questions not foreseen."""

    id: str
    urgency: str | None
    questions: int
    unanswered: tuple[tuple[str, str], ...]


def read_vignettes(path: Path = FOLDER / "vignettes.yml") -> list[Vignette]:
    """The patients of a file."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))["vignettes"]
    return [Vignette(row["id"], row["topic"], row["opening"], row["urgency"], tuple(row["accept"])) for row in rows]


def read_answers(path: Path = FOLDER / "answers.yml") -> dict[str, dict[str, str]]:
    """What patients type, by patient and question."""
    answers: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))["answers"]
    return answers


def asked(replies: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """What the last reply wants, as a key of the answers and as the resident reads it."""
    last = replies[-1]
    data = last["data"]
    options = " / ".join(option["label"] for option in last["options"])
    text = " ".join(reply["text"] for reply in replies)
    key = f"{data['assessment']}.{data['question']}" if "question" in data else f"{data.get('kind')}: {last['text']}"
    return key, f"{text} [{options}]"


def outcome(replies: Iterable[Mapping[str, Any]]) -> str | None:
    """The urgency that replies give, if they end the assessment."""
    for reply in replies:
        if reply["data"].get("kind") == "emergency":
            return "emergency"
        if reply["data"].get("kind") == "result" and reply["data"].get("urgency") in LEVELS:
            return str(reply["data"]["urgency"])
    return None


def play(url: str, vignette: Vignette, answers: Mapping[str, str]) -> Played:
    """One patient's conversation, until it has an urgency."""
    talk = Talk(url)
    questions = 0
    unanswered: list[tuple[str, str]] = []
    try:
        replies = talk.send(vignette.opening)
        for _ in range(MOST_TURNS):
            urgency = outcome(replies)
            if urgency or not replies:
                return Played(vignette.id, urgency, questions, tuple(unanswered))
            key, shown = asked(replies)
            questions += "question" in replies[-1]["data"]
            if key not in answers:
                unanswered.append((key, shown))
            if key not in answers and replies[-1]["data"].get("kind") == "clarify":
                replies = talk.send(payload=_meant(vignette, replies[-1]["options"]))
            else:
                replies = talk.send(answers.get(key, UNKNOWN))
        return Played(vignette.id, None, questions, tuple(unanswered))
    finally:
        talk.close()


def _meant(vignette: Vignette, options: Sequence[Mapping[str, str]]) -> str:
    """The button that a patient presses when asked what was meant: the own topic, or the likeliest."""
    offered = [option["payload"] for option in options]
    own = f"topic:{vignette.topic}"
    return own if own in offered else offered[0]


def too_low(vignette: Vignette, played: Played) -> int:
    """Levels below the lowest accepted; 0 when not below."""
    given = LEVELS.index(played.urgency) if played.urgency else 0
    return max(0, min(LEVELS.index(level) for level in vignette.accept) - given)


def figures(pairs: Sequence[tuple[Vignette, Played]]) -> dict[str, Any]:
    """The shares that the assessments are judged by."""
    count = len(pairs)
    mild = [played for vignette, played in pairs if vignette.urgency == "self_care"]
    given = Counter((vignette.urgency, played.urgency or "none") for vignette, played in pairs)
    return {
        "patients": count,
        "exact": sum(played.urgency in vignette.accept for vignette, played in pairs) / count,
        "at_most_one_level_too_low": sum(too_low(*pair) <= 1 for pair in pairs) / count,
        "self_care_recognised": sum(played.urgency == "self_care" for played in mild) / len(mild) if mild else None,
        "median_questions": statistics.median(played.questions for _, played in pairs),
        "emergencies_below_urgent_now": [
            vignette.id for vignette, played in pairs
            if vignette.urgency == "emergency" and (not played.urgency or LEVELS.index(played.urgency) < URGENT)
        ],
        "without_result": [played.id for _, played in pairs if played.urgency is None],
        "unforeseen_questions": sum(len(played.unanswered) for _, played in pairs),
        "given": {wanted: {level: given[wanted, level] for level in (*LEVELS, "none")} for wanted in LEVELS},
    }  # fmt: skip


def show(result: Mapping[str, Any]) -> None:
    """The figures as a table: right urgency down, given urgency across."""
    print(f"\n{'right / given':<14}" + "".join(f"{level:>13}" for level in (*LEVELS, "none")))
    for wanted, row in result["given"].items():
        print(f"{wanted:<14}" + "".join(f"{row[level] or '.':>13}" for level in (*LEVELS, "none")))
    for name, value in result.items():
        if name != "given":
            print(f"{name.replace('_', ' '):<30} {f'{value:.3f}' if isinstance(value, float) else value}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Simulated patients")
    parser.add_argument("--url", help="a running service; without it one is started")
    parser.add_argument("--every", type=int, default=1, help="every so many-th patient")
    parser.add_argument("--patients", type=Path, default=FOLDER, help="the folder with vignettes.yml and answers.yml")
    parser.add_argument("--unanswered", type=Path, help="write the questions nobody has answered, by patient, here")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the JSON goes")
    chosen = parser.parse_args()
    vignettes = read_vignettes(chosen.patients / "vignettes.yml")[:: chosen.every]
    answers = read_answers(chosen.patients / "answers.yml")
    if chosen.url:
        pairs = play_all(chosen.url, vignettes, answers)
    else:
        with tempfile.TemporaryDirectory() as var, running(Path(var)) as system:
            pairs = play_all(system.url, vignettes, answers)
    result = figures(pairs)
    show(result)
    if chosen.unanswered:
        waiting = {played.id: dict(played.unanswered) for _, played in pairs if played.unanswered}
        chosen.unanswered.write_text(yaml.safe_dump(waiting, allow_unicode=True, width=1000), encoding="utf-8")
    result["played"] = [asdict(played) | {"unanswered": [key for key, _ in played.unanswered]} for _, played in pairs]
    chosen.out.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def play_all(
    url: str, vignettes: Sequence[Vignette], answers: Mapping[str, Mapping[str, str]]
) -> list[tuple[Vignette, Played]]:
    """Every patient, one after the other; progress is shown."""
    pairs = []
    for number, vignette in enumerate(vignettes, 1):
        print(f"\r· patient {number} of {len(vignettes)}", end="", file=sys.stderr, flush=True)
        pairs.append((vignette, play(url, vignette, answers.get(vignette.id, {}))))
    return pairs


if __name__ == "__main__":
    main()
