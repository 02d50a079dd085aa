"""Finnish public holidays, movable ones computed.

Sources: act 388/1937 and church act 652/2023 (church holidays), act 388/1937 (Independence Day), act 272/1944
(May Day). Midsummer Eve and Christmas Eve are not public holidays by law, but public offices are closed on
them (SOTE collective agreement, "arkipyhät"), so they count here.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _saturday_from(first: date) -> date:
    return first + timedelta(days=(SATURDAY - first.weekday()) % 7)


@lru_cache(maxsize=32)
def holidays(year: int) -> dict[date, str]:
    """Days of `year` when public offices are closed though it is not a Sunday, with their English names."""
    sunday = easter(year)
    midsummer = _saturday_from(date(year, 6, 20))
    return {
        date(year, 1, 1): "New Year's Day",
        date(year, 1, 6): "Epiphany",
        sunday - timedelta(days=2): "Good Friday",
        sunday: "Easter Sunday",
        sunday + timedelta(days=1): "Easter Monday",
        date(year, 5, 1): "May Day",
        sunday + timedelta(days=39): "Ascension Day",
        sunday + timedelta(days=49): "Whit Sunday",
        midsummer - timedelta(days=1): "Midsummer Eve",
        midsummer: "Midsummer Day",
        _saturday_from(date(year, 10, 31)): "All Saints' Day",
        date(year, 12, 6): "Independence Day",
        date(year, 12, 24): "Christmas Eve",
        date(year, 12, 25): "Christmas Day",
        date(year, 12, 26): "St Stephen's Day",
    }
