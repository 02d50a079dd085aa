"""Readers of amounts: durations, ages, temperatures, blood pressure, points of pain, weeks of pregnancy."""

from __future__ import annotations

from datetime import datetime

from nlu.entities.pieces import Piece
from nlu.entities.reading import UNIT_DAYS, Reader, Value
from nlu.entities.rules import Match

_BODY_HEAT = (35.0, 43.0)  # °C
_SYSTOLIC, _DIASTOLIC = (70, 260), (30, 150)  # mmHg
_OLDEST = 115  # years
_LONGEST_PREGNANCY = 43  # weeks
_NEWBORN = 0.01  # years; the engine's own value
_OVER = 1.1  # "over a week": more than seven days, so that a limit of a week is passed (as the engine counts)
_FEW = 3.0  # "weeks", "viikkoja"
_WORST = 10.0
_UNITS = ("UNIT", "UNITS")
_COUNTABLE = frozenset((*_UNITS, "OTHERUNIT", "AGED", "PERSON", "OLD", "SLASH", "WEEKNUMBER", "NUM", "HALFYEAR"))
_JOINING = frozenset(("DASH", "DOT", "AND", "OR", "DEGREE"))
_DATING = frozenset(("NEXT", "THIS", "LAST", "EVERY", "ORDINAL"))
_ASKING = frozenset(("kuinka", "miten", "hur", "how"))
_OTHER_MEASURE = frozenset(("NUM", "AGE", "AGED", "AGEWORD", "PRESSURE", "PULSE", "TIME", "DATE", "CLOCK"))


def _nothing(match: Match, now: datetime) -> Value | None:
    return Value(None)


def _days(match: Match) -> float | None:
    """The length of "1 v 3 kk", "2-3 viikkoa" (the longer), "viikon"."""
    total, number = 0.0, None
    for piece in match.pieces:
        if piece.tag == "NUM":
            number = float(str(piece.value))
        elif piece.tag in _UNITS:
            total += (1.0 if number is None else number) * UNIT_DAYS[str(piece.value)]
            number = None
        elif piece.tag == "PART" and piece.value == "night" and number is not None:
            total, number = total + number, None
        elif piece.tag == "HALFYEAR":
            total += UNIT_DAYS["year"] / 2
    over = _OVER if match.of("OVER") else 1.0
    return round(total * over, 3) if total else None


def _duration(match: Match, now: datetime) -> Value | None:
    days, unit, following = _days(match), match.pieces[-1], match.following()
    after = following.tag if following is not None else ""
    if days is None or unit.case == "inessive" or after in ("LATER", "OLD", "EVERY"):
        return None
    if unit.case == "genitive" and after in ("WEEKDAY", "WITHIN"):
        return None
    before = match.before()
    if before is not None and (before.tag in _DATING or before.normal in _ASKING):
        return None
    if len(match.pieces) == 1 and unit.case == "genitive" and not _lasts(match):
        return None
    return Value(days, {"unit": "days"})


def _lasts(match: Match) -> bool:
    """Whether a lone "viikon" is a length: not "väärän viikon"; "päivän" only with "ajan" or the like."""
    before, following = match.before(), match.following()
    if before is not None and before.tag == "" and before.case == "genitive":
        return False
    spanned = following is not None and following.tag == "WITHOUT_SPAN"
    return spanned or UNIT_DAYS[str(match.pieces[0].value)] > 1


def _ago(match: Match, now: datetime) -> Value | None:
    days = _days(match)
    return Value(days, {"unit": "days", "ago": True}) if days else None


def _many(match: Match, now: datetime) -> Value | None:
    return Value(round(_FEW * UNIT_DAYS[str(match.pieces[0].value)], 3), {"unit": "days"})


def _nth(match: Match, now: datetime) -> Value | None:
    """ "kolmatta päivää": the third day has begun; "toista viikkoa": a week has passed."""
    count = float(str(match.pieces[0].value))
    unit = next((str(piece.value) for piece in match.of(*_UNITS)), "day")
    if unit not in ("day", "week", "month", "year") or count % 1:
        return None
    return Value(count if unit == "day" else round((count - 1) * UNIT_DAYS[unit] + 1, 3), {"unit": "days"})


def _age(match: Match, now: datetime) -> Value | None:
    """Years, of a baby as a fraction: months by twelfths, weeks and days by their length."""
    years, number = 0.0, None
    for piece in match.pieces:
        if piece.tag == "NUM":
            number = float(str(piece.value))
        elif piece.tag in (*_UNITS, "AGED", "OLD") and (number is not None or piece.tag in _UNITS):
            unit = "year" if piece.tag == "OLD" else str(piece.value)
            years += _in_years(1.0 if number is None else number, unit)
            number = None
    if number is not None and not years:
        years = number
    return Value(round(years, 3), {"unit": "years"}) if 0 < years <= _OLDEST else None


def _in_years(number: float, unit: str) -> float:
    if unit == "decade":
        return number * 10
    return number / 12 if unit == "month" else number * UNIT_DAYS[unit] / UNIT_DAYS["year"]


def _age_word(match: Match, now: datetime) -> Value | None:
    value = match.pieces[0].value
    if not isinstance(value, tuple):
        return Value(_NEWBORN, {"unit": "years"})
    years = round(_in_years(float(value[0]), value[1]), 3)
    return Value(years, {"unit": "years"}) if years <= _OLDEST else None


def _age_years(match: Match, now: datetime) -> Value | None:
    """A bare number beside a person: whole years, and nothing countable after it."""
    number, last = match.numbers()[0], match.pieces[-1]
    if last.tag in _UNITS:
        return _age(match, now) if last.value == "year" else None
    somebody = next((piece for piece in match.context if piece.tag == "PERSON"), None)
    if somebody is not None and somebody.words[-1].number == "plural":
        return None
    if number % 1 or number < 1 or (last.tag == "NUM" and _is_counted(match.following())):
        return None
    return _age(match, now)


def _is_counted(following: Piece | None, but: tuple[str, ...] = ()) -> bool:
    """Whether what follows a number is what it counts."""
    return following is not None and following.tag in _COUNTABLE and following.tag not in but


def _temperature(match: Match, now: datetime) -> Value | None:
    value = match.numbers()[-1]
    if not _BODY_HEAT[0] <= value <= _BODY_HEAT[1]:
        return None
    if match.of("DEGREE"):
        return Value(value, {"unit": "celsius"})
    if _is_counted(match.following(), but=("NUM",)):
        return None
    if any(piece.tag in _OTHER_MEASURE for piece in match.context if piece not in match.pieces):
        return None
    return Value(value, {"unit": "celsius"})


def _blood_pressure(match: Match, now: datetime) -> Value | None:
    high, low = match.numbers()[:2]
    if not (_SYSTOLIC[0] <= high <= _SYSTOLIC[1] and _DIASTOLIC[0] <= low <= _DIASTOLIC[1] and low < high):
        return None
    return Value(f"{high:g}/{low:g}", {"systolic": int(high), "diastolic": int(low), "unit": "mmHg"})


def _systolic(match: Match, now: datetime) -> Value | None:
    high = match.numbers()[0]
    if not _SYSTOLIC[0] <= high <= _SYSTOLIC[1] or _is_counted(match.following()):
        return None
    return Value(f"{high:g}", {"systolic": int(high), "unit": "mmHg"})


def _points(match: Match, now: datetime) -> Value | None:
    """ "7/10", "kipu on seiska"."""
    numbers = match.numbers()
    if len(numbers) == 2:
        return Value(numbers[0], {"scale": 10}) if numbers[1] == _WORST and numbers[0] <= _WORST else None
    following = match.following()
    if numbers[0] > _WORST or numbers[0] % 1 or _is_counted(following):
        return None
    if following is not None and following.tag in _JOINING and _is_counted(match.following(1)):
        return None
    return Value(numbers[0], {"scale": 10})


def _level(match: Match, now: datetime) -> Value | None:
    """A word for how bad the pain is, on the engine's scale (actions/assessment/protocols/common.yml)."""
    level = float(str(match.of("LEVEL")[0].value))
    return Value(level + 1 if level == 7 and match.of("MORE") else level, {"scale": 10})  # "tosi kova" 8


def _pregnancy(match: Match, now: datetime) -> Value | None:
    numbers = [n for n in match.numbers() if n <= _LONGEST_PREGNANCY]
    ordinals = [float(str(piece.value)) for piece in match.of("ORDINAL")]
    unit = next((str(piece.value) for piece in match.of("UNIT", "UNITS")), "week")
    weeks = next((n for n in (*numbers, *ordinals)), None)
    if weeks is None:
        return Value("pregnant")
    if unit not in ("week", "month"):
        return None
    return Value("pregnant", {"week": int(weeks if unit == "week" else weeks * UNIT_DAYS["month"] / 7)})


READERS: dict[str, Reader] = {
    "nothing": _nothing, "duration": _duration, "ago": _ago, "many": _many, "nth": _nth, "age": _age,
    "age_word": _age_word, "age_years": _age_years, "temperature": _temperature, "blood_pressure": _blood_pressure,
    "systolic": _systolic, "points": _points, "level": _level, "pregnancy": _pregnancy,
}  # fmt: skip
