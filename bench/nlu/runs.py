"""Training and scoring a pipeline, each in a process of its own, so that time and memory are its own."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bench.nlu.messages import PROJECT, write_training
from nlu.examples import Example

FALLBACK = "nlu_fallback"
RECIPE = {"recipe": "default.v1", "assistant_id": "bench", "language": "fi"}

# `rasa init` of 3.6, without what answers FAQs.
STOCK: dict[str, Any] = {**RECIPE, "pipeline": [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]}  # fmt: skip


class Parsed(NamedTuple):
    """What a pipeline made of a message: whether it asked back, the ranking without the fallback, two needs or none."""

    asked: bool
    ranking: list[tuple[str, float]]
    ms: float
    needs: list[str]


def ours() -> dict[str, Any]:
    """config.yml without what is for dialogues."""
    config: dict[str, Any] = yaml.safe_load((PROJECT / "config.yml").read_text(encoding="utf-8"))
    return {**RECIPE, "importers": config["importers"], "pipeline": config["pipeline"]}


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
            needs = [need["name"] for need in data.get("needs") or []]
            found.append(Parsed(data["intent"]["name"] in (None, FALLBACK), rows, ms, needs))
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


def run(config: dict[str, Any], parts: list[tuple[list[Example], list[Example]]], name: str) -> dict[str, Any]:
    """Train and score a pipeline on each part; the raw outcome."""
    parsed, seconds, memory = [], [], []
    for number, (train, test) in enumerate(parts, 1):
        print(f"· {name}: part {number} of {len(parts)}, training on {len(train)} messages", flush=True)
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
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
