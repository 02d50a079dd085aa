"""Runs the three processes, starts again what dies, says when the whole answers, and stops all of it.

Children get a session of their own, so Ctrl-C reaches only the supervisor, which stops them in order; and they die
with it even when it is killed outright (Linux's parent-death signal).
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.settings import PROJECT, Settings
from connectors.errors import ConnectorError
from connectors.http import HttpClient

PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)  # seconds before each start again; the last repeats
STEADY = 30.0  # a process that ran so long starts again without waiting
GRACE = 8.0  # seconds to stop in order before being killed
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Child:
    """One process to keep running."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def children(settings: Settings, rasa_python: Path) -> list[Child]:
    """Web, actions and rasa, all on loopback but web."""
    shared = {
        "PYTHONPATH": str(PROJECT),
        "PYTHONUNBUFFERED": "1",
        "OPASTIN_INTERNAL_TOKEN": settings.secret(),
        "OPASTIN_WEB_URL": settings.web_url,
        "OPASTIN_ACTIONS_WEBHOOK": f"{settings.actions_url}/webhook",
        "OPASTIN_TRACKERS": str(settings.var / "trackers.db"),
        "OPASTIN_ALLOW_UNREVIEWED_PROTOCOLS": str(settings.allow_unreviewed_protocols),
        "RASA_TELEMETRY_ENABLED": "false",
        "SANIC_HOST": "127.0.0.1",  # rasa_sdk would listen on every address
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    return [
        Child("web", [sys.executable, "-m", "bot.cli", "web"], shared),
        Child(
            "actions",
            [
                sys.executable, "-m", "actions", "--actions", "actions", "--port", str(settings.actions_port),
                "--endpoints", str(PROJECT / "bot" / "endpoints.yml"),
            ],
            shared,
        ),
        Child(
            "rasa",
            [
                str(rasa_python), "-m", "rasa", "run", "--model", str(settings.models / "opastin.tar.gz"),
                "--interface", "127.0.0.1",
                "--port", str(settings.rasa_port), "--endpoints", str(PROJECT / "bot" / "endpoints.yml"),
                "--credentials", str(PROJECT / "bot" / "credentials.yml"),
            ],
            shared,
        ),
    ]  # fmt: skip


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


async def keep(child: Child, logs: Path, stopping: asyncio.Event) -> None:
    """Run one process until told to stop, starting it again whenever it ends."""
    failures = 0
    while not stopping.is_set():
        started = time.monotonic()
        with (logs / f"{child.name}.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *child.command, env={**os.environ, **child.environment}, stdin=asyncio.subprocess.DEVNULL,
                stdout=log, stderr=log, cwd=PROJECT, start_new_session=True, preexec_fn=_die_with_parent,
            )  # fmt: skip
        ended = asyncio.create_task(process.wait())
        stop = asyncio.create_task(stopping.wait())
        await asyncio.wait({ended, stop}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if stopping.is_set():
            await _end(process)
            return
        _clear_away(process.pid)
        failures = 0 if time.monotonic() - started > STEADY else failures + 1
        pause = PAUSES[min(failures, len(PAUSES) - 1)]
        _tell(f"{child.name} ended ({process.returncode}); starting again in {pause:g} s, see {log.name}")
        await asyncio.sleep(pause)


def _clear_away(group: int) -> None:
    """Kill what a dead process left behind in its session: a worker of it would keep its port."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), GRACE)
    except TimeoutError:
        process.kill()
        await process.wait()
    _clear_away(process.pid)


async def announce(settings: Settings, stopping: asyncio.Event) -> None:
    """Print one line when the whole system answers."""
    http = HttpClient(settings.web_url, timeout=3.0)
    began = time.monotonic()
    try:
        while not stopping.is_set():
            try:
                await http.call("GET", "/health/ready", tries=1)
            except ConnectorError:
                await asyncio.sleep(0.25)
            else:
                took = time.monotonic() - began
                _tell(f"Opastin is ready at http://{settings.host}:{settings.port} ({took:.1f} s)")
                return
    finally:
        await http.close()


async def supervise(settings: Settings, rasa_python: Path) -> None:
    """Run everything until SIGINT or SIGTERM."""
    logs = settings.var / "log"
    logs.mkdir(parents=True, exist_ok=True)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    _tell(f"Starting web, actions and rasa; their logs are in {logs}")
    kept = [asyncio.create_task(keep(child, logs, stopping)) for child in children(settings, rasa_python)]
    said = asyncio.create_task(announce(settings, stopping))
    await asyncio.gather(*kept)
    await said
    _tell("Stopped.")


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201  the supervisor's terminal is its user interface
