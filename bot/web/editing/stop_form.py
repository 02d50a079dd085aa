"""A mobile unit's stops in the form of a service: when in words, place, municipality, and where on the map.

    27.11.2026, 11.12.2026
    ma, parilliset viikot

are two stops' days, in any of the three languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from bot.texts import texts
from bot.web.editing.forms import Filled, Reader
from bot.web.editing.hours_notation import read_spans, weekday_codes
from bot.web.opening_words import clock
from bot.web.templating import day as written_day
from services_catalog.editing.fields import plain_stop
from services_catalog.editing.reading import read_day
from services_catalog.errors import Fault
from services_catalog.hours.document import spans
from services_catalog.record import LANGUAGES

COLUMNS = (
    "days", "hours", *(f"place_{language}" for language in LANGUAGES), "municipality", "latitude", "longitude",
)  # fmt: skip
FREE_ROWS = 1
"""Empty rows below the stops: most services have none."""
WEEKS = ("every", "even", "odd")
FAULTS = {"days": "stop_days", "hours": "stop_hours", "latitude": "number", "longitude": "number"}
"""What is said of a column that cannot be read; the rest are only missing."""
_GAP = re.compile(r"[,\s]+")


def fill(stops: Iterable[Mapping[str, Any]], language: str) -> dict[str, list[str]]:
    """What stands in the form's rows of canonical stops, by the fields' names."""
    rows = [_row(stop, language) for stop in stops]
    return {f"stop_{column}": [row[column] for row in rows] for column in COLUMNS}


def rows(filled: Filled, free: int = 0) -> list[dict[str, str]]:
    """The rows of a form as it was filled or sent, with `free` empty ones in place of those at its end."""
    cells = zip(*(filled.all(f"stop_{column}") for column in COLUMNS), strict=False)
    found = [dict(zip(COLUMNS, row, strict=True)) for row in cells]
    while found and not any(found[-1].values()):
        found.pop()
    return found + [dict.fromkeys(COLUMNS, "")] * free


def show_days(stop: Mapping[str, Any], language: str) -> str:
    """When a canonical stop is, in the notation."""
    if stop["dates"]:
        return ", ".join(written_day(date.fromisoformat(one)) for one in stop["dates"])
    day, weeks = (texts().say(f"page_{column}_{stop[column]}", language) for column in ("day", "weeks"))
    return f"{day.lower()}, {weeks}"


def show_stop(stop: Mapping[str, Any], language: str, municipality: str) -> str:
    """A canonical stop in one line, for the history."""
    place = next(iter(stop["place"].values()), "")
    return f"{show_days(stop, language)} {clock(stop['hours'], language)}: {place}, {municipality}"


def read(reader: Reader) -> list[dict[str, Any]]:
    """The canonical stops of a sent form; rows that are empty or marked to go are none. What cannot be read is in the
    reader's faults, under stop-<column>-<row from 1>.
    """
    gone = set(reader.filled.all("stop_gone"))
    stops = []
    for number, cells in enumerate(rows(reader.filled), 1):
        row = {column: cell.strip() for column, cell in cells.items()}
        if str(number) not in gone and any(row.values()):
            stop, faults = _stop(row)
            reader.faults += [Fault(f"stop-{column}-{number}", code, {"value": row[column]}) for column, code in faults]
            if not faults:
                stops.append(plain_stop(stop))
    return stops


def read_days(text: str) -> dict[str, Any]:
    """The day and weeks, or the dates, of a text in the notation. Raises ValueError."""
    pieces = [piece for piece in _GAP.split(text.casefold()) if piece]
    if pieces and pieces[0].rstrip(".") in weekday_codes():
        return {"day": weekday_codes()[pieces[0].rstrip(".")], "weeks": _weeks()[" ".join(pieces[1:])]}
    return {"dates": [read_day(piece) for piece in pieces]}


def _row(stop: Mapping[str, Any], language: str) -> dict[str, str]:
    row = {f"place_{code}": stop["place"].get(code, "") for code in LANGUAGES}
    row |= {name: "" if stop[name] is None else str(stop[name]) for name in ("latitude", "longitude")}
    row |= {"days": show_days(stop, language), "hours": clock(stop["hours"], language)}
    return row | {"municipality": stop["municipality"]}


def _stop(row: Mapping[str, str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """A row as a stop's document, and its faults as (column, code)."""
    stop: dict[str, Any] = {"place": {code: row[f"place_{code}"] for code in LANGUAGES}}
    stop["municipality"] = row["municipality"]
    faults = [(column, "required") for column in ("days", "hours", "municipality") if not row[column]]
    if not any(stop["place"].values()):
        faults.append(("place_fi", "required"))
    for column, how in READERS.items():
        try:
            stop |= how(row[column])
        except (ValueError, KeyError):
            if row[column]:
                faults.append((column, FAULTS[column]))
    return stop, sorted(faults, key=lambda fault: COLUMNS.index(fault[0]))


def _hours(text: str) -> dict[str, str]:
    plain = read_spans(text)
    spans(plain)  # "25–26" is in the notation, and no time
    return {"hours": plain}


def _degrees(text: str) -> float | None:
    return float(text.replace(",", ".")) if text else None


READERS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "days": read_days,
    "hours": _hours,
    "latitude": lambda text: {"latitude": _degrees(text)},
    "longitude": lambda text: {"longitude": _degrees(text)},
}
"""What columns that are more than text say of the stop."""


@cache
def _weeks() -> Mapping[str, str]:
    """Weeks by their names in every language; no name is every week."""
    named = {
        texts().say(f"page_weeks_{weeks}", language).casefold(): weeks for weeks in WEEKS for language in LANGUAGES
    }
    return {"": "every", **named}
