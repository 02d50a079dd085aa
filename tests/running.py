"""The whole system for tests: web, actions and rasa as a person starts them, on free ports, with data of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

PROJECT = Path(__file__).resolve().parent.parent
VENVS = Path(os.environ.get("OPASTIN_VENVS", PROJECT / ".venvs"))
READY_WITHIN = 90.0  # seconds, on a slow and busy machine


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class System:
    """A running system."""

    url: str
    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    def command(self, *arguments: str, stdin: str = "") -> str:
        """Run the command `opastin` against this system's data."""
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", *arguments],
            env=self.environment, input=stdin, capture_output=True, text=True, cwd=PROJECT, check=True,
        )  # fmt: skip
        return done.stdout


@contextmanager
def running(var: Path) -> Iterator[System]:
    """Start the system on `var`, wait until a turn can be answered in full, and stop it at the end."""
    port = free_port()
    environment = {
        **os.environ,
        "OPASTIN_VAR": str(var),
        "OPASTIN_PORT": str(port),
        "OPASTIN_ACTIONS_PORT": str(free_port()),
        "OPASTIN_RASA_PORT": str(free_port()),
    }
    command = [sys.executable, "-m", "bot.cli", "run", "--rasa-python", str(VENVS / "rasa" / "bin" / "python")]
    process = subprocess.Popen(command, env=environment, cwd=PROJECT, stdout=subprocess.DEVNULL)
    system = System(f"http://127.0.0.1:{port}", environment, process)
    try:
        _wait_until_ready(system, var)
        yield system
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _wait_until_ready(system: System, var: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{system.url}/health/ready", timeout=5, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            pass  # not listening yet
        time.sleep(0.3)
    logs = "\n".join(path.read_text(errors="replace")[-1500:] for path in sorted((var / "log").glob("*.log")))
    raise AssertionError(f"not ready within {READY_WITHIN:g} s\n{logs}")


class Talk:
    """A resident's conversation over the public API."""

    def __init__(self, url: str, language: str = "fi") -> None:
        self._client = httpx.Client(base_url=f"{url}/api/chat", timeout=40, trust_env=False)
        begun = self._client.post("/conversations", json={"language": language}).raise_for_status().json()
        self.id: str = begun["id"]
        self._client.headers["Authorization"] = f"Bearer {begun['token']}"
        self.last: list[dict[str, Any]] = begun["messages"]

    def send(self, text: str | None = None, payload: str | None = None) -> list[dict[str, Any]]:
        """Write, or press; returns the replies."""
        said = {"text": text} if payload is None else {"payload": payload}
        body = {"client_id": str(uuid.uuid4()), **said}
        answer = self._client.post(f"/conversations/{self.id}/messages?wait=30", json=body).raise_for_status().json()
        self.last = answer["replies"]
        return self.last

    def press(self, label: str) -> list[dict[str, Any]]:
        """Press the button of the last replies whose label or payload begins so."""
        options = [option for reply in self.last for option in reply["options"]]
        for option in options:
            if option["label"].startswith(label) or option["payload"].startswith(label):
                return self.send(payload=option["payload"])
        raise AssertionError(f"no button {label!r} among {[option['label'] for option in options]}")

    def messages(self, after: int = 0, wait: int = 0) -> list[dict[str, Any]]:
        """Messages after a seq."""
        found = self._client.get(
            f"/conversations/{self.id}/messages", params={"after": after, "wait": wait}
        ).raise_for_status()
        messages: list[dict[str, Any]] = found.json()["messages"]
        return messages

    def close(self) -> None:
        """End the conversation, so that it waits in no queue of a later test, and the connections."""
        self._client.post(f"/conversations/{self.id}/close")
        self._client.close()
