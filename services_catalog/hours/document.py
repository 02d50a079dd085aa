"""Opening hours as editors and importers write them.

    weekly: {mon-thu: "08:00-16:00", fri: "08:00-12:00, 13:00-15:00"}
    exceptions: [{from: 2026-07-01, to: 2026-07-31, weekly: {mon-fri: "09:00-14:00"}}, {from: 2026-12-31}]

A span whose end is not after its start runs over midnight ("22:00-02:00"); "00:00-24:00" is the whole day.
An exception without hours means closed.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_OF_DAY = 24 * 60
Span = tuple[int, int]
"""Minutes from the midnight that begins the day; the end may be past 24 h."""

_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))")


@lru_cache(maxsize=2048)
def spans(text: str) -> tuple[Span, ...]:
    """Read "08:00-12:00, 13:00-16:00". Raises ValueError naming the part that is not a span."""
    result = []
    for piece in text.split(","):
        match = _SPAN.fullmatch(piece.strip())
        if match is None:
            raise ValueError(f"{piece.strip()!r} is not HH:MM-HH:MM")
        first, second, *end = (int(group) for group in match.groups() if group is not None)
        opens, closes = first * 60 + second, end[0] * 60 + end[1]
        result.append((opens, closes if closes > opens else closes + MINUTES_OF_DAY))
    return tuple(sorted(result))


@lru_cache(maxsize=512)
def weekdays(text: str) -> tuple[int, ...]:
    """Read "mon", "mon-fri" or "mon, wed" as weekday numbers, Monday 0. Raises ValueError."""
    result: list[int] = []
    for piece in text.replace(" ", "").split(","):
        first, _, last = piece.partition("-")
        if first not in DAYS or (last and last not in DAYS):
            raise ValueError(f"{piece!r} is not a weekday or a range such as mon-fri")
        start, end = DAYS.index(first), DAYS.index(last or first)
        result += range(start, end + 1) if start <= end else [*range(start, 7), *range(end + 1)]
    return tuple(result)


def _checked(week: dict[str, str]) -> dict[str, str]:
    seen: set[int] = set()
    for days, text in week.items():
        spans(text)
        if twice := seen.intersection(weekdays(days)):
            raise ValueError(f"{DAYS[min(twice)]} is given twice")
        seen.update(weekdays(days))
    return week


def _checked_spans(text: str) -> str:
    spans(text)
    return text


Week = Annotated[dict[str, str], AfterValidator(_checked)]
Spans = Annotated[str, AfterValidator(_checked_spans)]


class Document(BaseModel):
    """Base of the catalogue's documents: unknown keys are errors, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Dated(Document):
    start: date = Field(alias="from")
    end: date | None = Field(None, alias="to")

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end is not None and self.end < self.start:
            raise ValueError("'to' is before 'from'")
        return self


class Exceptional(_Dated):
    """Days with other hours than usual: `hours` for each of them, or a `weekly` pattern, or closed."""

    hours: Spans | None = None
    weekly: Week = {}

    def covers(self, day: date) -> bool:
        """Whether the exception is about `day`."""
        return self.start <= day <= (self.end or self.start)

    def spans(self, day: date) -> tuple[Span, ...]:
        """The day's spans."""
        return spans(self.hours) if self.hours else week_spans(self.weekly, day.weekday())


class Hours(Document):
    """Opening hours of a channel. `holidays` None means closed, except for what is always open.

    With `closed` it is open on the exceptions only: shut until further notice, or a season's place.
    """

    always: bool = False
    closed: bool = False
    weekly: Week = {}
    exceptions: tuple[Exceptional, ...] = ()
    holidays: Literal["closed", "as_usual", "as_sunday"] | None = None
    by_appointment: bool = False
    valid_from: date | None = None
    valid_to: date | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if self.always + self.closed + bool(self.weekly) != 1:
            raise ValueError("give always: true, closed: true or weekly hours")
        return self


class Stop(Document):
    """A stop of a mobile unit: a weekday (each, even or odd ISO weeks) or given dates, in one municipality."""

    place: dict[Literal["fi", "sv", "en"], str]
    municipality: str
    latitude: float | None = None
    longitude: float | None = None
    day: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"] | None = None
    weeks: Literal["every", "even", "odd"] = "every"
    dates: tuple[date, ...] = ()
    hours: Spans

    @model_validator(mode="after")
    def _when(self) -> Self:
        if (self.day is None) == (not self.dates):
            raise ValueError("a stop has either a day or dates")
        return self


def week_spans(week: dict[str, str], weekday: int) -> tuple[Span, ...]:
    """Spans of one weekday (Monday 0)."""
    return next((spans(text) for days, text in week.items() if weekday in weekdays(days)), ())
