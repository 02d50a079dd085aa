"""The web process with Rasa faked at the transport: routers, stores and red flags are the real ones."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from fastapi.testclient import TestClient

from bot.settings import Settings
from bot.web.app import create_app
from bot.web.house import House, create_house, furnish
from connectors.dialogue import Dialogue
from nlu.redflags import RedFlags, create_red_flags

Json = dict[str, Any]
Answer = Callable[[Json], httpx.Response]
Build = Callable[[Settings], House]


def turn(*texts: str, topic: str = "headache") -> httpx.Response:
    """What bot/channel.py answers."""
    replies = [{"text": text, "options": [], "data": {"kind": "info", "topic": topic}} for text in texts]
    intent = {"name": topic, "confidence": 0.9}
    return httpx.Response(200, json={"replies": replies, "intent": intent, "ranking": [intent], "entities": []})


class FakeRasa:
    """Rasa's end of the wire. `answer` may be set by a test; `heard` keeps what came."""

    def __init__(self) -> None:
        self.heard: list[Json] = []
        self.answer: Answer = lambda body: turn(f"kuulin: {body['text'] or body['payload']}")

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/health"):
            return httpx.Response(200, json={"ready": True})
        if request.method == "DELETE":
            self.heard.append({"forget": request.url.path.rsplit("/", 1)[1]})
            return httpx.Response(200, json={"erased": True})
        body = json.loads(request.content)
        self.heard.append(body)
        return self.answer(body)


class Resident:
    """A resident's side of one conversation."""

    def __init__(self, client: TestClient, language: str = "fi") -> None:
        self.client = client
        begun = client.post("/api/chat/conversations", json={"language": language}).json()
        self.id, self.token, self.greeting = begun["id"], begun["token"], begun["messages"][0]
        self.path = f"/api/chat/conversations/{self.id}"
        self.headers = {"Authorization": f"Bearer {self.token}"}
        self._count = 0

    def send(
        self, text: str | None = None, payload: str | None = None, client_id: str | None = None
    ) -> httpx2.Response:
        """One message, waiting for its turn."""
        self._count += 1
        body: Json = {"client_id": client_id or f"00000000-0000-4000-8000-{self._count:012d}"}
        body |= {"text": text} if text is not None else {}
        body |= {"payload": payload} if payload is not None else {}
        return self.client.post(f"{self.path}/messages?wait=5", json=body, headers=self.headers)

    def say(self, text: str) -> list[Json]:
        """Write; returns the replies."""
        return self._replies(self.send(text))

    def press(self, payload: str) -> list[Json]:
        """Press a button; returns the replies."""
        return self._replies(self.send(payload=payload))

    @staticmethod
    def _replies(response: httpx2.Response) -> list[Json]:
        assert response.status_code == 201, response.text
        replies: list[Json] = response.json()["replies"]
        return replies

    def messages(self, after: int = 0, wait: int = 0) -> list[Json]:
        """Messages after a seq."""
        found = self.client.get(f"{self.path}/messages?after={after}&wait={wait}", headers=self.headers)
        messages: list[Json] = found.json()["messages"]
        return messages

    def hears(self, text: str, within: int = 5) -> bool:
        """Whether a message with this text comes within some seconds."""
        after = 0
        for _ in range(within):
            found = self.messages(after, wait=1)
            if any(message["text"] == text for message in found):
                return True
            after = found[-1]["seq"] if found else after
        return False


class Nurse:
    """A nurse's side: signed in and on duty, with a cookie jar of her own."""

    def __init__(self, client: TestClient, house: House, username: str = "anna") -> None:
        house.accounts.create(username, "salasana-123", "nurse", f"Sairaanhoitaja {username.title()}")
        self.client = TestClient(client.app)
        self.client.portal = client.portal  # one event loop, or wake-ups would not reach
        self.client.post("/api/session", json={"username": username, "password": "salasana-123"})
        self.client.post("/api/handoff/presence", json={"on_duty": True})

    def queue(self) -> Json:
        """The queue as the console gets it."""
        found: Json = self.client.get("/api/handoff/queue").json()
        return found


@pytest.fixture
def rasa() -> FakeRasa:
    return FakeRasa()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Path:
    """A var folder that a house was furnished in: sample catalogue indexed, free times made; tests copy it."""
    var = tmp_path_factory.mktemp("furnished")
    shutil.copy(empty_database, var / "opastin.db")
    built = create_house(Settings(var=var))
    furnish(built)
    built.catalog.rebuild_index()
    built.database.engine.dispose()
    return var


@pytest.fixture
def settings(tmp_path: Path, furnished: Path) -> Settings:
    shutil.copytree(furnished, tmp_path, dirs_exist_ok=True)
    return Settings(var=tmp_path, turn_timeout=2.0, messages_per_minute=60)


@pytest.fixture(scope="session")
def red_flags() -> RedFlags:
    """The real ones, read once."""
    return create_red_flags(Settings().models / "redflags.npz")


@pytest.fixture
def build(rasa: FakeRasa, red_flags: RedFlags) -> Build:
    """Makes a house whose Rasa is the fake."""
    return lambda given: create_house(given, Dialogue("http://rasa", "t", 2.0, httpx.MockTransport(rasa)), red_flags)


@pytest.fixture
def client(settings: Settings, build: Build) -> Iterator[TestClient]:
    with TestClient(create_app(settings, build), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def house(client: TestClient) -> House:
    built: House = client.app.state.house  # type: ignore[attr-defined]
    return built


@pytest.fixture
def resident(client: TestClient) -> Resident:
    return Resident(client)


@pytest.fixture
def nurse(client: TestClient, house: House) -> Nurse:
    return Nurse(client, house)
