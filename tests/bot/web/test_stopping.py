"""Stopping: what a chore does in the database is done to its end before the database is let go."""

from __future__ import annotations

import time
from threading import Event

import httpx
import pytest
from fastapi.testclient import TestClient

from bot.settings import Settings
from bot.web.app import create_app
from bot.web.house import House, create_house
from connectors.dialogue import Dialogue
from nlu.redflags import RedFlags
from tests.bot.web.conftest import FakeRasa


def test_a_chore_in_a_thread_is_waited_for(
    settings: Settings, rasa: FakeRasa, red_flags: RedFlags, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = Event(), Event()

    def build(given: Settings) -> House:
        house = create_house(given, Dialogue("http://rasa", "t", 2.0, httpx.MockTransport(rasa)), red_flags)

        def publish_slowly(*_: object) -> None:
            with house.database.reading():
                begun.set()
                time.sleep(0.5)
            ended.set()

        monkeypatch.setattr(type(house.editing.services), "publish_due", publish_slowly)
        return house

    with TestClient(create_app(settings, build)):
        assert begun.wait(5)
    assert ended.is_set()
