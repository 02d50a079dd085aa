"""When a service can be reached, by its places, stops and lines together."""

from __future__ import annotations

import pytest

from services_catalog import Catalog
from services_catalog.opening import next_open, open_now
from tests.services_catalog.test_hours import at


@pytest.mark.parametrize(
    ("service_id", "moment", "expected"),
    [
        ("iu-terveysasema-nasi", "2026-11-25 10:00", True),
        ("iu-terveysasema-nasi", "2026-11-28 10:00", False),
        ("iu-terveysasema-lapinjarvi", "2026-11-25 10:00", False),  # its line answers, but the door is shut
        ("iu-paivystysapu", "2026-12-25 03:00", True),
        ("iu-laboratorio-porvoo", "2026-11-25 07:15", True),  # its own hours, the house opens at eight
        ("iu-sahkoinen-ajanvaraus", "2026-11-28 23:00", True),
        ("iu-monipalveluauto", "2026-11-24 10:00", True),  # Myrskylä on Tuesdays
        ("iu-monipalveluauto", "2026-11-28 10:00", False),
        ("iu-peluuri", "2026-11-25 10:00", None),  # nothing unknown reads as open
    ],
)
def test_open_now(catalog: Catalog, service_id: str, moment: str, expected: bool | None) -> None:
    assert open_now(catalog.get(service_id), at(moment)) is expected


@pytest.mark.parametrize(
    ("service_id", "moment", "expected"),
    [
        ("iu-terveysasema-nasi", "2026-11-27 16:00", "2026-11-30 08:00"),
        ("iu-terveysasema-nasi", "2026-11-25 10:00", None),
        ("iu-monipalveluauto", "2026-11-28 10:00", "2026-11-30 10:00"),
        ("iu-peluuri", "2026-11-25 10:00", None),
    ],
)
def test_next_open(catalog: Catalog, service_id: str, moment: str, expected: str | None) -> None:
    assert next_open(catalog.get(service_id), at(moment)) == (at(expected) if expected else None)
