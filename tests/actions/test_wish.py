"""What a resident says of when to come narrows the free times."""

from __future__ import annotations

from datetime import datetime

import pytest

from actions.wish import HELSINKI, Wish, wish
from nlu.entities import create_extractor

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=HELSINKI)  # a Wednesday


def wished(text: str, language: str = "fi") -> Wish | None:
    found = create_extractor(language).extract(text, NOW)
    return wish([entity.value for entity in found if entity.name == "time" and not entity.negated], NOW)


@pytest.mark.parametrize(
    ("text", "fits", "fits_not"),
    [
        ("ens tiistaina aamupäivällä", "2026-12-01T09:00", "2026-12-01T13:00"),
        ("ens viikolla", "2026-12-04T15:00", "2026-11-26T09:00"),
        ("iltapäivällä kiitos", "2026-11-27T14:00", "2026-11-27T09:00"),
        ("joku aika aamulla", "2026-12-02T08:15", "2026-12-02T11:00"),
        ("käykö to klo 14 jälkeen", "2026-11-26T15:00", "2026-11-26T13:00"),
        ("3.12.", "2026-12-03T10:00", "2026-12-04T10:00"),
        ("kahden viikon päästä", "2026-12-09T10:00", "2026-12-02T10:00"),
        ("tiistaina tai torstaina", "2026-12-01T10:00", "2026-11-27T10:00"),
        ("ens viikon aamuina", "2026-12-02T08:00", "2026-12-02T14:00"),
    ],
)
def test_only_times_as_wished_fit(text: str, fits: str, fits_not: str) -> None:
    found = wished(text)
    assert found is not None
    assert found.fits(datetime.fromisoformat(fits).replace(tzinfo=HELSINKI))
    assert not found.fits(datetime.fromisoformat(fits_not).replace(tzinfo=HELSINKI))


def test_swedish() -> None:
    found = wished("på torsdag eftermiddag", "sv")
    assert found is not None
    assert found.fits(datetime(2026, 11, 26, 13, 30, tzinfo=HELSINKI))
    assert not found.fits(datetime(2026, 11, 26, 9, 0, tzinfo=HELSINKI))


@pytest.mark.parametrize("text", ["eilen aamulla", "viime tiistaina", "en pääse tiistaina", "en tiedä"])
def test_the_past_and_what_does_not_suit_are_no_wish(text: str) -> None:
    assert wished(text) is None
