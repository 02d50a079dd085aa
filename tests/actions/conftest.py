"""What the actions are told of their surroundings."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where web is; nothing there is asked but by fakes."""
    monkeypatch.setenv("OPASTIN_WEB_URL", "http://web")
    monkeypatch.setenv("OPASTIN_INTERNAL_TOKEN", "t")
