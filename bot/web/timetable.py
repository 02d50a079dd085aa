"""A mobile unit's stops as a timetable: the next one first, those that are over left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.texts import texts
from bot.web.opening_words import clock
from bot.web.templating import day
from services_catalog.hours import Stop, current_or_next
from services_catalog.hours.document import DAYS
from services_catalog.record import LANGUAGES, Language
from services_catalog.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class ComingStop:
    """A stop as residents read it. `language` is the place name's; `repeats` tells of a weekly stop, `later` the other
    dates of one that has dates. `here` is whether the unit stands there now.
    """

    when: str
    place: str
    language: Language
    municipality: str
    here: bool
    repeats: str
    later: str
    latitude: float | None
    longitude: float | None


def timetable(stops: Iterable[Stop], language: Language, moment: datetime) -> list[ComingStop]:
    """The stops that are to come or on at `moment` (aware), in order."""
    coming = [(opening, stop) for stop in stops if (opening := current_or_next(stop, moment))]
    return [_coming(stop, opening, language, moment) for opening, stop in sorted(coming, key=lambda pair: pair[0])]


def _coming(stop: Stop, opening: tuple[datetime, datetime], language: Language, moment: datetime) -> ComingStop:
    start, end = opening
    say = texts().say
    spoken = next((one for one in (language, *LANGUAGES) if stop.place.get(one)), language)
    later = sorted(date for date in stop.dates if date > start.date())
    return ComingStop(
        when=say(
            "page_stop_when", language, weekday=say(f"page_day_{DAYS[start.weekday()]}", language),
            day=day(start), time=clock(f"{start:%H:%M}-{end:%H:%M}", language),
        ),
        place=stop.place.get(spoken, ""),
        language=spoken,
        municipality=vocabulary().municipalities[stop.municipality].name(language),
        here=start <= moment,
        repeats=_repeats(stop, language),
        later=", ".join(day(date) for date in later),
        latitude=stop.latitude,
        longitude=stop.longitude,
    )  # fmt: skip


def _repeats(stop: Stop, language: Language) -> str:
    if stop.day is None:
        return ""
    say = texts().say
    return f"{say(f'page_day_{stop.day}', language)}, {say(f'page_weeks_{stop.weeks}', language)}"
