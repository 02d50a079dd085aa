"""When a resident would like to come: a day and a part of the day from plain words ("ens tiistaina aamupäivällä").

Words are base forms, so every case form counts. Returns a range in Europe/Helsinki, for narrowing free times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from nlu.morphology import Word

HELSINKI = ZoneInfo("Europe/Helsinki")
FILE = Path(__file__).parent / "when.yml"


@dataclass(frozen=True, slots=True)
class Wish:
    """Wanted times: from `after` to `before`; within each day from `start` to `end`, when a part of day was named."""

    after: datetime
    before: datetime
    start: time = time.min
    end: time = time.max

    def fits(self, moment: datetime) -> bool:
        """Whether a time is as wished."""
        local = moment.astimezone(HELSINKI)
        return self.after <= moment < self.before and self.start <= local.time() < self.end


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def _has(found: set[str], group: str, key: str) -> bool:
    return any(word in found for word in _words()[group].get(key, []))


def wish(words: Sequence[Word], now: datetime) -> Wish | None:
    """The wish in the words, or None when they name no time."""
    found = {form for word in words for form in (word.normal, word.lemma, *word.lemmas)}
    part = next((hours for key, hours in PARTS.items() if _has(found, "parts", key)), None)
    days = _days(found, now.astimezone(HELSINKI).date())
    if part is None and days is None:
        return None
    first, last = days or (
        now.astimezone(HELSINKI).date(),
        now.astimezone(HELSINKI).date() + timedelta(days=21),
    )
    after = max(now, datetime.combine(first, time.min, HELSINKI))
    before = datetime.combine(last, time.min, HELSINKI) + timedelta(days=1)
    return Wish(after, before, *(part or (time.min, time.max)))


PARTS = {
    "forenoon": (time(6), time(12)),
    "morning": (time(6), time(10)),
    "afternoon": (time(12), time(17)),
    "evening": (time(16), time(22)),
}


def _days(found: set[str], today: date) -> tuple[date, date] | None:
    """First and last day meant."""
    if _has(found, "days", "today"):
        return today, today
    if _has(found, "days", "day_after_tomorrow"):
        return today + timedelta(days=2), today + timedelta(days=2)
    if _has(found, "days", "tomorrow"):
        return today + timedelta(days=1), today + timedelta(days=1)
    monday = today - timedelta(days=today.weekday())
    next_week = _has(found, "weeks", "next") and _has(found, "weeks", "week")
    weekday = next((number for number in range(7) if _has(found, "weekdays", str(number))), None)
    if weekday is not None:
        day = monday + timedelta(days=weekday + (7 if next_week else 0))
        day = day if day > today or next_week else day + timedelta(days=7)
        return day, day
    if next_week:
        return monday + timedelta(days=7), monday + timedelta(days=13)
    if _has(found, "weeks", "week") and _has(found, "weeks", "this"):
        return today, monday + timedelta(days=6)
    return None
