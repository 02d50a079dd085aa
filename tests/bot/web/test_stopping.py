"""Stopping: what a chore does in the database is done to its end before the database is let go."""

from __future__ import annotations

import time
from threading import Event

import pytest
from fastapi.testclient import TestClient

from bot.settings import Settings
from bot.web.app import create_app
from bot.web.house import House
from tests.bot.web.conftest import Build


def test_a_chore_in_a_thread_is_waited_for(settings: Settings, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = Event(), Event()

    def build_slow(given: Settings) -> House:
        house = build(given)

        def publish_slowly(*_: object) -> None:
            with house.database.reading():
                begun.set()
                time.sleep(0.5)
            ended.set()

        monkeypatch.setattr(type(house.editing.services), "publish_due", publish_slowly)
        return house

    with TestClient(create_app(settings, build_slow)):
        assert begun.wait(5)
    assert ended.is_set()
