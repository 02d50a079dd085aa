"""Readers of days and times, as parts of a time that composing.py puts together.

All in Europe/Helsinki. A day without a year or week is the next such day, or the last one when the message tells of
the past.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nlu.entities.numbers import HALF
from nlu.entities.pieces import Piece
from nlu.entities.reading import UNIT_DAYS, Reader, Value
from nlu.entities.rules import Match

PARTS = {
    "morning": (time(6), time(10)), "forenoon": (time(6), time(12)), "day": (time(9), time(16)),
    "afternoon": (time(12), time(17)), "evening": (time(16), time(22)), "night": (time(0), time(6)),
}  # fmt: skip
_DAWN = 7  # "kahdelta" is two in the afternoon: nobody means an appointment before seven
_PAST_TENSES = frozenset(("past", "imperfect", "past_imperfective"))
# Verbs of what is to come
_WISHES = frozenset(("voida", "haluta", "saada", "siirtää", "varata", "perua", "sopia", "tarvita"))
_EITHER = frozenset(("am", "pm"))


@dataclass(frozen=True, slots=True)
class TimePart:
    """A part of a time: days from ``first`` to ``last`` (inclusive), a part of the day, hours of the day.

    ``weekday`` waits for a week said beside it ("ensi viikon tiistaina"); ``whole_week`` says that the days are one.
    """

    first: date | None = None
    last: date | None = None
    part: str | None = None
    start: time | None = None
    end: time | None = None
    weekday: int | None = None
    whole_week: bool = False


def _one(day: date, part: str | None = None) -> Value:
    return Value(TimePart(day, day, part))


def _past(match: Match) -> bool:
    """Whether a verb of the message is in the past."""
    if any(word.lemma in _WISHES for piece in match.message for word in piece.words):
        return False
    return any(
        word.word_class == "verb" and (word.tense in _PAST_TENSES or word.mood == "participle")
        for piece in match.message
        for word in piece.words
    )


def _day(match: Match, now: datetime) -> Value | None:
    offset, _, part = str(match.pieces[0].value).partition(" ")
    return _one(now.date() + timedelta(days=int(offset)), part or None)


def _weekday(match: Match, now: datetime) -> Value | None:
    number, today = int(str(match.of("WEEKDAY")[0].value)), now.date()
    ahead = (number - today.weekday()) % 7 or 7
    if match.of("LAST") or (_past(match) and not match.of("NEXT")):
        ahead -= 7
    if match.of("THIS"):
        ahead = number - today.weekday()
    day = today + timedelta(days=ahead)
    return Value(TimePart(day, day, weekday=number))


def _week(match: Match, now: datetime) -> Value | None:
    """ "ensi viikolla", "tässä kuussa", "viime vuonna"."""
    today, unit, which = now.date(), str(match.pieces[-1].value), match.pieces[0].value
    step = {"next": 1, "this": 0, "last": -1}[str(which)]
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return Value(TimePart(max(monday, today) if step == 0 else monday, monday + timedelta(days=6), whole_week=True))
    if unit == "month":
        first = month_start(today.year, today.month + step)
        return Value(TimePart(first, month_start(first.year, first.month + 1) - timedelta(days=1)))
    if unit == "year":
        return Value(TimePart(date(today.year + step, 1, 1), date(today.year + step, 12, 31)))
    return None


def month_start(year: int, month: int) -> date:
    """The first day of a month; month 0 is December of the year before, 13 January of the next."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _weekend(match: Match, now: datetime) -> Value | None:
    saturday = now.date() + timedelta(days=5 - now.weekday())
    if match.of("NEXT") and now.weekday() < 5:
        saturday += timedelta(days=7 if now.weekday() > 2 else 0)
    elif match.of("LAST") or (_past(match) and now.weekday() < 5 and not match.of("THIS")):
        saturday -= timedelta(days=7)
    return Value(TimePart(saturday, saturday + timedelta(days=1)))


def _month(match: Match, now: datetime) -> Value | None:
    month, today = int(str(match.pieces[0].value)), now.date()
    year = today.year
    if month < today.month and not _past(match):
        year += 1
    elif month > today.month and _past(match):
        year -= 1
    first = month_start(year, month)
    return Value(TimePart(first, month_start(year, month + 1) - timedelta(days=1)))


def _part(match: Match, now: datetime) -> Value | None:
    part = next((str(piece.value) for piece in match.pieces if piece.tag == "PART"), None)
    return Value(TimePart(part=part)) if part else None


def read_date(match: Match, now: datetime) -> Value | None:
    """ "12.3.", "12.3.2026", "3. joulukuuta", "joulukuun kolmas päivä", "2026-11-30", "ti 12.3"."""
    for piece in match.pieces:
        if isinstance(piece.value, date):
            return _one(piece.value)
    months, numbers = match.of("MONTH"), match.numbers()
    try:
        if len(numbers) == 3:
            return _one(date(int(numbers[0]), int(numbers[1]), int(numbers[2])))
        if months:
            days = numbers or [float(str(piece.value)) for piece in match.of("ORDINAL")]
            return _one(_nearest(now.date(), int(days[0]), int(str(months[0].value)), _past(match)))
        day, _, month = match.of("NUM")[0].surface.partition(".")
        if not month or not (match.of("DOT") or any(piece.tag == "WEEKDAY" for piece in match.context)):
            return None
        return _one(_nearest(now.date(), int(day), int(month), _past(match)))
    except ValueError:
        return None


def _nearest(today: date, day: int, month: int, past: bool) -> date:
    """The next such day, or the last one; today counts as both."""
    found = date(today.year, month, day)
    if past and found > today:
        return found.replace(year=today.year - 1)
    return found.replace(year=today.year + 1) if not past and found < today else found


def _later(match: Match, now: datetime) -> Value | None:
    numbers, unit = match.numbers(), str(match.of("UNIT", "UNITS")[0].value)
    before = match.before()
    if match.of("LATER") or (before is not None and before.normal in ("in", "om")):
        days = (numbers[0] if numbers else 1.0) * UNIT_DAYS[unit]
        if days < 1:
            moment = now + timedelta(days=days)
            return Value(TimePart(moment.date(), moment.date(), start=moment.time().replace(second=0, microsecond=0)))
        return _one(now.date() + timedelta(days=round(days)))
    return None


def _clock(match: Match, now: datetime) -> Value | None:
    """ "klo 16.30", "puoli neljältä" (half past three), "kahden jälkeen", "ennen klo 10", "8-10"."""
    moments = [moment for piece in match.of("NUM", "TIME") if (moment := _moment(piece)) is not None]
    if not moments or _is_amount(match):
        return None
    first = _in_daytime(moments[0], {piece.normal for piece in match.message} & _EITHER, _parts(match))
    if any(piece.value == HALF for piece in match.pieces[:-1]):
        first = time((_in_daytime(moments[-1], set(), _parts(match)).hour - 1) % 24, 30)
    if match.of("AFTER"):
        return Value(TimePart(start=first))
    if match.of("BEFORE"):
        return Value(TimePart(end=first))
    if len(moments) > 1 and match.of("DASH"):
        return Value(TimePart(start=first, end=_in_daytime(moments[1], set(), set())))
    end = (datetime.combine(date.min, first) + timedelta(hours=1)).time()
    return Value(TimePart(start=first, end=end if end > first else time.max))


def _moment(piece: Piece) -> time | None:
    """The time of "16:30", "16.30" or "10"; "puoli" is read by the caller."""
    if isinstance(piece.value, tuple):
        return time(*piece.value)
    if piece.value == HALF:
        return None
    hour, _, minute = piece.surface.partition(".") if piece.surface[0].isdigit() else (str(piece.value), "", "")
    try:
        return time(int(float(hour)), int(minute) if len(minute) == 2 else 0) if float(hour) % 1 == 0 else None
    except ValueError:
        return None


def _parts(match: Match) -> set[object]:
    return {piece.value for piece in match.message if piece.tag in ("PART", "DAYPART")}


def _in_daytime(moment: time, said: set[str], parts: set[object]) -> time:
    early = not said and moment.hour < _DAWN and not {"morning", "night"} & parts
    if early or (said == {"pm"} and moment.hour < 12):
        return moment.replace(hour=(moment.hour + 12) % 24)
    return moment


def _is_amount(match: Match) -> bool:
    """Whether the number is of something else: "kymmeneltä" alone is a time, "10 minuutin jälkeen" is not."""
    last, following = match.pieces[-1], match.following()
    said = match.of("CLOCK", "AFTER", "BEFORE") or not _EITHER.isdisjoint(piece.normal for piece in match.pieces)
    if last.tag == "NUM" and last.surface[0].isdigit() and not said:
        return True
    return following is not None and following.tag in ("UNIT", "UNITS", "OTHERUNIT", "AGED", "PERSON")


READERS: dict[str, Reader] = {
    "day": _day, "weekday": _weekday, "week": _week, "weekend": _weekend, "month": _month, "part": _part,
    "date": read_date, "later": _later, "clock": _clock,
}  # fmt: skip
