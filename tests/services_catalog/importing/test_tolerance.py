"""Whatever PTV leaves out or sends in another shape: never a crash, at most a refusal with its reason."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services_catalog.importing import v11, v12
from services_catalog.importing.apply import Records, records
from services_catalog.importing.build import Builder
from services_catalog.importing.gathering import Harvest
from services_catalog.importing.guess import create_guesser
from services_catalog.importing.v11_channels import channel as channel_v11
from services_catalog.vocabulary import vocabulary
from tests.services_catalog.importing import documents as d
from tests.services_catalog.importing import test_load_v12 as twelve

BUILDER = Builder("ita-uusimaa", "01", date(2026, 11, 22), vocabulary(), create_guesser())
ELEVEN = {
    "service": d.service(1, serviceChannels=[d.link(d.STATION, contactDetails={"phoneNumbers": [d.phone("09123456")]})]),
    "channels": [
        d.station(serviceHours=[d.hours(d.weekly("Friday", "20:00", "04:00", to="Saturday"), kind="OverMidnight"), d.hours(kind="Exceptional", isClosed=True, validFrom="2026-12-24T00:00:00")]),
        d.line(), d.page(),
    ],
    "organisation": d.organisation(),
    "general": d.general_description(),
}  # fmt: skip
TWELVE = {
    "service": twelve.service(1),
    "channels": [twelve.station(), twelve.line()],
    "connections": [twelve.connection(1, d.STATION), twelve.connection(1, d.LINE)],
    "general": {"contentId": d.GENERAL, "languageVersions": {"fi": {"description": "Yleistä"}}},
    "organisation": {"contentId": d.COUNTY, "languageVersions": {"fi": {"name": "Alue"}}},
}
JUNK = [
    None,
    "",
    " ",
    "\x00\ud800",
    "x" * 6000,
    float("nan"),
    10**400,
    0,
    -1,
    1.5,
    True,
    [],
    {},
    [None],
    [[]],
    ["x"],
    {"x": None},
    [{"x": 1}],
    "2026-02-30",
]


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document."""
    found = [here] if here else []
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        found += paths(child, (*here, key))
    return found


def damaged(whole: Any, path: tuple[Any, ...], junk: Any) -> None:
    """Put `junk` in a place; where an earlier damage took the place away, do nothing."""
    for key in path[:-1]:
        try:
            whole = whole[key]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(whole, dict) and path[-1] in whole:
        if junk is Ellipsis:
            del whole[path[-1]]
        else:
            whole[path[-1]] = junk
    elif isinstance(whole, list) and isinstance(path[-1], int) and path[-1] < len(whole) and junk is not Ellipsis:
        whole[path[-1]] = junk


def read_eleven(found: Any) -> Records:
    general = found.get("general")
    channels = [channel_v11(one) for one in found.get("channels") or () if isinstance(one, dict)]
    service, organisation = found.get("service"), found.get("organisation")
    return records(
        Harvest(
            (v11.service(service if isinstance(service, dict) else {}, {d.GENERAL: general} if isinstance(general, dict) else {}),),
            tuple(one for one in channels if one),
            (v11.organisation(organisation if isinstance(organisation, dict) else {}),),
        ),
        BUILDER,
    )  # fmt: skip


def read_twelve(found: Any) -> Records:
    def dicts(key: str) -> list[dict[str, Any]]:
        return [one for one in found.get(key) or () if isinstance(one, dict)]

    def one(key: str) -> dict[str, Any]:
        value = found.get(key)
        return value if isinstance(value, dict) else {}

    codes = v12.Codes(names={"KR1": {"fi": "Kansalaiset"}}, towns={"06100": "638"})
    channels = [v12.channel(each, codes) for each in dicts("channels")]
    return records(
        Harvest(
            (v12.service(one("service"), dicts("connections"), one("general"), codes),),
            tuple(each for each in channels if each),
            (v12.organisation(one("organisation")),),
        ),
        BUILDER,
    )


@pytest.mark.parametrize(("whole", "read"), [(ELEVEN, read_eleven), (TWELVE, read_twelve)], ids=["v11", "v12"])
class TestDamage:
    def test_the_whole_documents_are_taken(self, whole: Any, read: Any) -> None:
        made = read(copy.deepcopy(whole))
        assert (len(made.services), made.refused) == (1, [])

    def test_each_part_dropped_or_null_in_turn(self, whole: Any, read: Any) -> None:
        for path in paths(whole):
            if path[0] in ("channels", "connections") and len(path) == 1:
                continue
            for junk in (..., None):
                copied = copy.deepcopy(whole)
                damaged(copied, path, junk)
                made = read(copied)
                assert made.services or all(refused.reason for refused in made.refused), path

    @settings(max_examples=300, deadline=None)
    @given(data=st.data())
    def test_any_damage(self, whole: Any, read: Any, data: st.DataObject) -> None:
        copied = copy.deepcopy(whole)
        places = [path for path in paths(whole) if len(path) > 1]
        for path in data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=12)):
            damaged(copied, path, copy.deepcopy(data.draw(st.sampled_from([..., *JUNK]))))
        made = read(copied)
        assert len(made.services) + sum(one.what == "service" for one in made.refused) == 1
        assert all(refused.reason for refused in made.refused)
        for service in made.services:
            json.dumps(service.model_dump(mode="json"), ensure_ascii=False).encode()
