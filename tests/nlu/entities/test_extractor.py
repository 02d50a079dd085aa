"""What callers rely on: offsets, keys, the moment, no text kept, speed, threads."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone

import pytest

from nlu.entities import EXTRACTOR, HELSINKI, create_extractor
from tests.nlu.entities.notation import NOW, written

MESSAGE = "Mulla on ollut kova päänsärky jo kolmatta päivää, kuumetta 38,5 ja asun Porvoossa."
MILLISECONDS = 3.0


def test_offsets_are_of_the_original_text() -> None:
    for entity in create_extractor("fi").extract(MESSAGE, NOW):
        assert MESSAGE[entity.start : entity.end] == entity.text


def test_as_rasa_carries_it() -> None:
    found = {entity.name: entity.as_dict() for entity in create_extractor("fi").extract(MESSAGE, NOW)}
    assert found["duration"] == {
        "entity": "duration", "value": 3.0, "unit": "days", "start": 33, "end": 48, "text": "kolmatta päivää",
        "negated": False, "extractor": EXTRACTOR, "confidence": 1.0,
    }  # fmt: skip
    assert (found["municipality"]["value"], found["municipality"]["name"]) == ("638", "Porvoo")


def test_days_are_relative_to_the_moment_in_helsinki() -> None:
    late = datetime(2026, 11, 25, 22, 30, tzinfo=timezone.utc)  # the 26th in Helsinki
    found = create_extractor("fi").extract("huomenna", late)
    assert found[0].value == {"after": "2026-11-27T00:00:00+02:00", "before": "2026-11-28T00:00:00+02:00", "part": None}


@pytest.mark.parametrize("day", range(1, 29))
def test_next_weeks_tuesday_is_a_tuesday_of_next_week(day: int) -> None:
    now = datetime(2027, 2, day, 12, tzinfo=HELSINKI)
    after = datetime.fromisoformat(create_extractor("fi").extract("ens viikon tiistaina", now)[0].value["after"])
    assert after.weekday() == 1
    assert after.isocalendar()[1] == now.isocalendar()[1] + 1


def test_a_part_of_several_days_keeps_the_days_whole() -> None:
    value = create_extractor("fi").extract("ensi viikolla iltapäivällä", NOW)[0].value
    assert value == {
        "after": "2026-11-30T00:00:00+02:00", "before": "2026-12-07T00:00:00+02:00", "part": "afternoon",
        "from": "12:00", "to": "17:00",
    }  # fmt: skip


ODD = [
    "",
    " ",
    "\n",
    "?",
    "\u0000",
    "38" * 40,
    "a" * 300,
    "31.2.",
    "99:99",
    "1.2.3.4",
    "0.5.",
    "ja puoli",
    "1e5",
    "²",
    "٣ päivää",
]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_odd_text_is_no_error(language: str, text: str) -> None:
    assert all(text[e.start : e.end] for e in create_extractor(language).extract(text, NOW))


def test_no_other_language() -> None:
    with pytest.raises(ValueError, match="no morphology"):
        create_extractor("de")


def test_the_vocabulary_does_not_grow_with_what_people_write() -> None:
    extractor = create_extractor("fi")
    extractor.extract("qwxzy nimeni on Öhbergström ja asun tiellä Xyzvtie 8, hetu 020202-234X", NOW)
    before = len(extractor._pieces.vocab.strings)
    extractor.extract("xqwzy nimeni on Ståhlberginen ja asun kadulla Zyxwkatu 9, hetu 010101-123N", NOW)
    assert len(extractor._pieces.vocab.strings) == before


def test_a_message_takes_less_than_three_milliseconds() -> None:
    extractor = create_extractor("fi")
    extractor.extract(MESSAGE, NOW)
    begun = time.process_time()
    for _ in range(100):
        extractor.extract(MESSAGE, NOW)
    assert (time.process_time() - begun) * 1000 / 100 < MILLISECONDS


def test_threads_agree() -> None:
    extractor = create_extractor("fi")
    expected = [written(entity) for entity in extractor.extract(MESSAGE, NOW)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: [written(e) for e in extractor.extract(MESSAGE, NOW)], range(60)))
    assert all(each == expected for each in found)
