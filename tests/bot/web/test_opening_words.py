"""Opening hours as people read them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.web.opening_words import hours_in_words

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("hours", "language", "lines"),
    [
        ({"weekly": {"mon-fri": "08:00-16:00"}}, "fi", ["ma–pe 8.00–16.00"]),
        ({"weekly": {"mon-fri": "08:00-16:00"}}, "sv", ["mån–fre 8.00–16.00"]),
        ({"weekly": {"mon-fri": "08:00-16:00"}}, "en", ["Mon–Fri 8:00–16:00"]),
        ({"weekly": {"mon, wed": "08:00-12:00, 13:00-15:30"}}, "fi", ["ma, ke 8.00–12.00, 13.00–15.30"]),
        ({"always": True}, "fi", ["aina avoinna"]),
        ({"closed": True}, "sv", ["stängt"]),
        ({"weekly": {"tue": "09:00-10:00"}, "by_appointment": True}, "fi", ["ti 9.00–10.00", "vain ajanvarauksella"]),
        ({"always": True, "exceptions": [{"from": "2026-12-24"}]}, "fi", ["aina avoinna", "24.12.2026: suljettu"]),
        ({"always": True, "exceptions": [{"from": "2026-07-01", "to": "2026-07-31"}]}, "fi", ["aina avoinna"]),
        (
            {"always": True, "exceptions": [{"from": "2026-12-27", "to": "2026-12-31", "hours": "10:00-12:00"}]},
            "sv",
            ["alltid öppet", "27.12.2026–31.12.2026: 10.00–12.00"],
        ),
    ],
)
def test_hours_in_words(hours: dict[str, Any], language: str, lines: list[str]) -> None:
    assert hours_in_words(hours, language, TODAY) == lines
