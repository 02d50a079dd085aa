"""Opening hours as editors write them, as tables."""

from __future__ import annotations

from typing import Any

import pytest

from bot.web.editing.hours_notation import HoursUnreadable, read_hours, show_hours
from services_catalog.editing.fields import plain_hours
from services_catalog.record import LANGUAGES
from services_catalog.seed import load_seed

READ: list[tuple[str, dict[str, Any]]] = [
    ("ma–to 8–16", {"weekly": {"mon-thu": "08:00-16:00"}}),
    ("Ma-Pe 8.30-16.00", {"weekly": {"mon-fri": "08:30-16:00"}}),
    ("ma, ke 9–12, 13–15:30", {"weekly": {"mon": "09:00-12:00, 13:00-15:30", "wed": "09:00-12:00, 13:00-15:30"}}),
    ("la–su 22–2", {"weekly": {"sat-sun": "22:00-02:00"}}),
    ("mån–tors 8–16\nfre 8–14", {"weekly": {"mon-thu": "08:00-16:00", "fri": "08:00-14:00"}}),
    ("Mon–Fri 8:00–16:00", {"weekly": {"mon-fri": "08:00-16:00"}}),
    ("aina avoinna", {"always": True}),
    ("suljettu\n24.12.2026 9–12", {"closed": True, "exceptions": [{"from": "2026-12-24", "hours": "09:00-12:00"}]}),
    ("ma 8–16\n24.12.2026 suljettu", {"weekly": {"mon": "08:00-16:00"}, "exceptions": [{"from": "2026-12-24"}]}),
    (
        "ma 8–16\n1.7.2026–31.7.2026 ma–pe 9–14; la 10–12",
        {
            "weekly": {"mon": "08:00-16:00"},
            "exceptions": [
                {"from": "2026-07-01", "to": "2026-07-31", "weekly": {"mon-fri": "09:00-14:00", "sat": "10:00-12:00"}}
            ],
        },
    ),
    ("ma 8–16\npyhinä kuten sunnuntaina", {"weekly": {"mon": "08:00-16:00"}, "holidays": "as_sunday"}),
    ("ma 8–16\nvain ajanvarauksella", {"weekly": {"mon": "08:00-16:00"}, "by_appointment": True}),
    (
        "ma 8–16\nvoimassa 1.6.2026–31.8.2026",
        {"weekly": {"mon": "08:00-16:00"}, "valid_from": "2026-06-01", "valid_to": "2026-08-31"},
    ),
    ("ma 8–16\nvoimassa –31.8.2026", {"weekly": {"mon": "08:00-16:00"}, "valid_to": "2026-08-31"}),
]


@pytest.mark.parametrize(("text", "document"), READ)
def test_what_is_written_is_read(text: str, document: dict[str, Any]) -> None:
    assert read_hours(text) == plain_hours(document)


@pytest.mark.parametrize(("text", "document"), READ)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_is_read_back(text: str, document: dict[str, Any], language: str) -> None:
    hours = plain_hours(document)
    assert read_hours(show_hours(hours, language)) == hours


def test_every_hours_of_the_sample_is_shown_and_read_back() -> None:
    seed = load_seed("ita-uusimaa")
    known = [channel.hours for channel in seed.channels if channel.hours]
    known += [link.hours for service in seed.services for link in service.channels if link.hours]
    assert len(known) > 20
    for one in known:
        hours = plain_hours(one.model_dump(mode="json"))
        for language in LANGUAGES:
            assert read_hours(show_hours(hours, language)) == hours


def test_nothing_written_is_hours_not_known() -> None:
    assert read_hours(" \n ") is None
    assert show_hours(None, "fi") == ""


@pytest.mark.parametrize(
    "text",
    [
        "ma", "8–16", "ma kahdeksasta", "ma 8", "ma 25–26", "ma 8–16\nma 9–15", "ma–foo 8–16", "31.2.2026 suljettu",
        "ma–ke 8–16\nti 9–10", "voimassa ehkä", "aina avoinna\nma 8–16", "24.12.2026", "<b>ma</b> 8–16",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_so(text: str) -> None:
    with pytest.raises(HoursUnreadable):
        read_hours(text)
