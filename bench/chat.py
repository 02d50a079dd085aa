"""Turns a second of the whole house and of stock Rasa's REST channel with the same model, in one run.

    make bench

Ours: the chat API with the headache conversation (assessment, services, booking search) at 1 and 16 residents.
Stock: Rasa's own REST channel, the same model and action server, the same written messages, without our gateway
(no masking, no red flags, no message log). Prints turns/s, p50, p95, memory and the time until ready.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import statistics
import subprocess
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from bot.settings import PROJECT
from tests.running import free_port, running

MESSAGES = (
    "moi", "mulla on ollu kova päänsärky kolme päivää", "ei mitään noista", "ei mitään näistä", "ei",
    "oon 34", "mihin aikaan porvoon terveysasema on auki", "haluan varata ajan fysioterapeutille", "lopeta", "kiitos",
)  # fmt: skip
RESULTS = PROJECT / "bench" / "results" / "chat.json"

Say = Callable[[httpx.AsyncClient, str], Awaitable[None]]


@dataclass
class Row:
    """One measurement."""

    system: str
    residents: int
    turns: int
    turns_per_second: float
    p50_ms: float
    p95_ms: float
    failed: int


async def talk(client: httpx.AsyncClient, say: Say, times: list[float]) -> int:
    """One resident's conversation; returns how many turns failed."""
    failed = 0
    for message in MESSAGES:
        began = time.perf_counter()
        try:
            await say(client, message)
        except (httpx.HTTPError, AssertionError):
            failed += 1
        times.append((time.perf_counter() - began) * 1000)
    return failed


async def measure(
    system: str, url: str, begin: Callable[[httpx.AsyncClient], Awaitable[Say]], residents: int, rounds: int
) -> Row:
    """`residents` at once, each having `rounds` conversations."""
    times: list[float] = []
    async with httpx.AsyncClient(
        base_url=url, timeout=60, trust_env=False, limits=httpx.Limits(max_connections=64)
    ) as client:

        async def resident() -> int:
            return sum([await talk(client, await begin(client), times) for _ in range(rounds)])

        began = time.perf_counter()
        failed = sum(await asyncio.gather(*(resident() for _ in range(residents))))
        took = time.perf_counter() - began
    cuts = statistics.quantiles(times, n=100)
    return Row(
        system, residents, len(times), round(len(times) / took, 1), round(cuts[49], 1), round(cuts[94], 1), failed
    )


async def begin_ours(client: httpx.AsyncClient) -> Say:
    """A conversation of the chat API."""
    begun = (await client.post("/api/chat/conversations", json={"language": "fi"})).raise_for_status().json()
    headers = {"Authorization": f"Bearer {begun['token']}"}

    async def say(client: httpx.AsyncClient, text: str) -> None:
        body = {"client_id": str(uuid.uuid4()), "text": text}
        path = f"/api/chat/conversations/{begun['id']}/messages?wait=30"
        answer = (await client.post(path, json=body, headers=headers)).raise_for_status().json()
        assert answer["replies"], "no replies"
        assert answer["replies"][0]["data"].get("reason") != "fault", "a fault"

    return say


async def begin_stock(client: httpx.AsyncClient) -> Say:
    """A sender of Rasa's REST channel."""
    sender = str(uuid.uuid4())

    async def say(client: httpx.AsyncClient, text: str) -> None:
        body = {"sender": sender, "message": text, "metadata": METADATA}
        answer = await client.post("/webhooks/rest/webhook", json=body)
        assert answer.raise_for_status().json(), "no replies"

    return say


# Our actions expect what our channel tells them; the stock channel passes it on.
METADATA = {
    "language": "fi",
    "context": {
        "numbers": dict.fromkeys(
            (
                "emergency",
                "on_call",
                "crisis",
                "violence",
                "poison",
                "poison_reserve",
                "children",
                "gambling",
                "social_emergency",
                "maternity",
            ),
            "112",
        )
    },
}
STOCK_CHANNEL = '''
from rasa.core.channels.rest import RestInput
class WithMetadata(RestInput):
    """Rasa's REST channel as it is, which drops metadata unless asked to keep it."""
    def get_metadata(self, request):
        return request.json.get("metadata")
'''


def memory_mb(pid: int) -> dict[str, float]:
    """Resident memory of each process under `pid`, MB, by what it runs."""
    rows = subprocess.run(
        ["ps", "-eo", "pid,ppid,rss,args"], capture_output=True, text=True, check=True
    ).stdout.splitlines()[1:]
    table = [row.split(None, 3) for row in rows]
    family = {str(pid)}
    found: dict[str, float] = {}
    for _ in range(4):
        family |= {row[0] for row in table if row[1] in family}
    for number, _, rss, command in table:
        if number in family:
            name = next((part for part in ("bot.cli web", "-m actions", "rasa run") if part in command), None)
            if name:
                found[name] = round(found.get(name, 0) + int(rss) / 1024, 1)
    return found


async def stock(
    url_of_actions: str, rasa_python: Path, models: Path, trackers: Path, rounds: int
) -> tuple[list[Row], dict[str, float], float]:
    """Rasa alone with its REST channel."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "stock_channel.py").write_text(STOCK_CHANNEL)
        (Path(folder) / "credentials.yml").write_text("stock_channel.WithMetadata: {}\n")
        environment = {
            **os.environ, "PYTHONPATH": f"{PROJECT}:{folder}", "OPASTIN_ACTIONS_WEBHOOK": f"{url_of_actions}/webhook",
            "OPASTIN_TRACKERS": str(trackers), "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3",
        }  # fmt: skip
        command = [
            str(rasa_python), "-m", "rasa", "run", "--model", str(models / "opastin.tar.gz"), "--interface", "127.0.0.1",
            "--port", str(port), "--endpoints", str(PROJECT / "bot" / "endpoints.yml"), "--credentials", f"{folder}/credentials.yml",
        ]  # fmt: skip
        began = time.monotonic()
        process = subprocess.Popen(
            command, env=environment, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            url = f"http://127.0.0.1:{port}"
            await _until_loaded(url)
            ready = time.monotonic() - began
            await measure("warm-up", url, begin_stock, 1, 1)
            rows = [await measure("stock REST channel", url, begin_stock, count, rounds) for count in (1, 16)]
            return rows, memory_mb(process.pid), ready
        finally:
            process.terminate()
            process.wait(20)


async def _until_loaded(url: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        for _ in range(400):
            try:
                if (await client.get(f"{url}/webhooks/rest/")).status_code == 200:
                    return
            except httpx.HTTPError:
                pass  # not listening yet
            await asyncio.sleep(0.25)
    raise SystemExit("stock Rasa did not start")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rasa-python", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3, help="conversations of each resident")
    options = parser.parse_args()
    models = Path(os.environ.get("OPASTIN_MODELS", PROJECT / "var" / "models"))
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        with running(Path(folder)) as system:
            ready = time.monotonic() - began
            print(f"ours is ready after {ready:.1f} s; measuring", flush=True)
            asyncio.run(measure("warm-up", system.url, begin_ours, 1, 1))
            rows = [asyncio.run(measure("opastin", system.url, begin_ours, count, options.rounds)) for count in (1, 16)]
            memory = memory_mb(system.process.pid)
            print("stock Rasa starts; measuring", flush=True)
            actions = f"http://127.0.0.1:{system.environment['OPASTIN_ACTIONS_PORT']}"
            more, stock_memory, stock_ready = asyncio.run(
                stock(actions, options.rasa_python, models, Path(folder) / "stock.db", options.rounds)
            )
    report(rows + more, memory, stock_memory, ready, stock_ready)


def report(
    rows: list[Row], memory: dict[str, float], stock_memory: dict[str, float], ready: float, stock_ready: float
) -> None:
    """The table, and the file."""
    print(f"\n{'system':20}{'residents':>10}{'turns':>8}{'turns/s':>9}{'p50 ms':>9}{'p95 ms':>9}{'failed':>8}")
    for row in rows:
        print(
            f"{row.system:20}{row.residents:10}{row.turns:8}{row.turns_per_second:9}{row.p50_ms:9}{row.p95_ms:9}{row.failed:8}"
        )
    print(
        f"memory MB: opastin {memory}, stock {stock_memory}; ready after: opastin {ready:.1f} s, stock Rasa {stock_ready:.1f} s"
    )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        json.dumps(
            {
                "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "machine": {
                    "processor": platform.machine(),
                    "cores": os.cpu_count(),
                    "python": platform.python_version(),
                },
                "rows": [asdict(row) for row in rows],
                "memory_mb": {"opastin": memory, "stock": stock_memory},
                "ready_seconds": {"opastin": round(ready, 1), "stock": round(stock_ready, 1)},
            },
            indent=1,
        )
    )
    print(f"written to {RESULTS.relative_to(PROJECT)}")


if __name__ == "__main__":
    main()
