"""How long something has lasted: durations ("pari viikkoa"), and when it began ("eilisestä", "since Monday")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from actions.assessment.numerals import Number, find_numbers, word_value

DAYS_IN_YEAR = 365.25
DAYS_IN_MONTH = 30.4375

# Folded unit words, as days.
_UNITS = {
    1 / 1440: "min minuutti minuuttia minuutin minuuttii minut minuter minute minutes mins",
    1 / 24: "h t tunti tuntia tunnin tuntii tunteja timme timmar timmen tim hour hours hr hrs",
    1.0: "pv pvaa paiva paivaa paivan paivia vrk vuorokausi vuorokautta vuorokauden d dag dagar dagen dygn day days "
    "yo yota yon natt natter night nights",
    7.0: "vk vko vkoa viikko viikkoa viikkoo viikon viikkoja vecka veckor veckan week weeks wk wks",
    DAYS_IN_MONTH: "kk kuukausi kuukautta kuukaus kuukauden kuukausia kuukaute manad manader manaden man month "
    "months mo mos mths",
    DAYS_IN_YEAR: "v vuosi vuotta vuoden vuosia vuos vuot ar aret year years yr yrs y",
}
UNIT_DAYS = {word: days for days, row in _UNITS.items() for word in row.split()}
# A unit that says a duration without a number: "viikon", "en vecka", "viikkoja".
_SINGLE = frozenset(("tunnin", "paivan", "vuorokauden", "viikon", "viikko", "kuukauden", "kuukausi", "vuoden", "vuosi"))
_PLURAL = frozenset(("tunteja", "paivia", "viikkoja", "kuukausia", "vuosia", "weeks", "months", "years", "days"))
_ARTICLES = frozenset(("en", "ett", "a", "an", "one"))
_FEW = 3.0
_ORDINALS = {
    "toista": 2.0, "kolmatta": 3.0, "neljatta": 4.0, "viidetta": 5.0, "kuudetta": 6.0, "seitsematta": 7.0,
    "andra": 2.0, "tredje": 3.0, "fjarde": 4.0, "femte": 5.0,
    "second": 2.0, "third": 3.0, "fourth": 4.0, "fifth": 5.0, "sixth": 6.0, "seventh": 7.0,
    "toinen": 2.0, "toka": 2.0, "kolmas": 3.0, "neljas": 4.0, "viides": 5.0, "kuudes": 6.0, "seitsemas": 7.0,
    "kahdeksas": 8.0, "yhdeksas": 9.0, "kymmenes": 10.0, "sjatte": 6.0, "sjunde": 7.0,
}  # fmt: skip
_EACH = frozenset(("joka", "var", "vart", "every", "each"))  # "joka toinen päivä" says how often
_OVER = frozenset(("yli", "over", "more", "kohta", "lahes", "nearly", "almost", "runsaan", "reilun", "snart"))
# Days ago. "Eilisestä" and "since yesterday" say how long, "eilen" alone only when.
_AGO = {
    0.1: "asken juuri just",
    0.3: "tanaan tanaaan aamulla aamuna aamupaivalla idag today",
    0.5: "yolla yona tonight",
    1.0: "eilen eilisiltana eilisaamuna igar yesterday",
    2.0: "toissapaivana toissapaivaa toissailtana toissayona forrgar",
}
_SINCE = {
    0.3: "aamusta aamupaivasta askeisesta",
    0.5: "yosta",
    1.0: "eilisesta eilisillasta eilisaamusta eiliselta eilispaivasta",
    2.0: "toissapaivasta toissaillasta toissayosta",
}
_AGO_DAYS = {word: days for days, row in _AGO.items() for word in row.split()}
_SINCE_DAYS = {word: days for days, row in _SINCE.items() for word in row.split()}
_SINCES = frozenset(("sedan", "sen", "since", "from"))
_WEEKDAYS = [
    ("maanantai", "mandag", "monday"), ("tiistai", "tisdag", "tuesday"), ("keskiviiko", "onsdag", "wednesday"),
    ("torstai", "torsdag", "thursday"), ("perjantai", "fredag", "friday"), ("lauantai", "lordag", "saturday"),
    ("sunnuntai", "sondag", "sunday"),
]  # fmt: skip
# "As long as I remember": as days, more than any question asks about. "Aina kun kävelen" says when, not how long.
LIFELONG = 20 * DAYS_IN_YEAR
_LIFELONG = re.compile(
    r"\baina\b(?= oll\w*| on oll\w*|\W*$)|\boll\w* aina\b|\bkoko (?:ik|elam)\w+"
    r"|\b(?:lapsesta|pienesta|nuoresta|syntymasta)\b|\bniin kauan (?:kuin|kun|ku) muist\w+"
    r"|\balltid\b(?= (?:varit|haft)|\W*$)|\bhela livet\b|\bsedan barns?\w+"
    r"|\balways\b(?= (?:been|had)|\W*$)|\ball my life\b|\bsince (?:childhood|birth)\b"
)
_LAST_WEEK = re.compile(r"(?:viime viikolla|viime viikosta|forra veckan|last week)")


def find_durations(tokens: Sequence[str]) -> list[Number]:
    """Durations in days; "1 v 3 kk" and "vuoden ja 2 kk" are one."""
    counted = _counted(tokens)
    alone = (q for q in _uncounted(tokens) if not any(q.overlaps(other) for other in counted))
    parts = sorted([*counted, *alone], key=lambda q: q.start)
    joined: list[Number] = []
    for part in parts:
        between = tokens[joined[-1].end : part.start] if joined else None
        if joined and between in ([], ["ja"], ["och"], ["and"], [","]):
            last = joined.pop()
            joined.append(Number(last.value + part.value, last.start, part.end))
        else:
            joined.append(part)
    return joined


def _counted(tokens: Sequence[str]) -> list[Number]:
    found = []
    numbers = find_numbers(tokens)
    for number in numbers:
        at = number.end
        while at < len(tokens) and tokens[at] in (".", "a", "of", "-"):  # "couple of days", "half a year"
            at += 1
        days = UNIT_DAYS.get(tokens[at]) if at < len(tokens) else None
        if days is None:
            continue
        low = _lower_end(tokens, numbers, number)
        over = 1.1 if number.start and tokens[number.start - 1] in _OVER else 1.0
        found.append(Number(number.value * days * over, low, at + 1))
    for at in range(len(tokens) - 1):
        count, days = _ORDINALS.get(tokens[at]), UNIT_DAYS.get(tokens[at + 1])
        each = at > 0 and tokens[at - 1] in _EACH
        if count is not None and days is not None and not each:  # "kolmatta päivää": the third day has begun
            value = count if days == 1 else (count - 1) * days + 1
            found.append(Number(value, at, at + 2))
    return found


def _lower_end(tokens: Sequence[str], numbers: list[Number], number: Number) -> int:
    """Where a range that ends in ``number`` begins ("2-3", "pari kolme")."""
    for other in numbers:
        if other.end <= number.start and all(
            t in ("-", "–", "tai", "eller", "or") for t in tokens[other.end : number.start]
        ):
            return other.start
    return number.start


def _uncounted(tokens: Sequence[str]) -> list[Number]:
    found = []
    for at, token in enumerate(tokens):
        days, before = UNIT_DAYS.get(token), tokens[at - 1] if at else ""
        if days is None or word_value(before) is not None or before in _ORDINALS:
            continue
        if token in _PLURAL:
            found.append(Number(_FEW * days, at, at + 1))
        elif token in _SINGLE or before in _ARTICLES:
            over = 1.1 if before in _OVER else 1.0
            found.append(Number(days * over, at - (before in _ARTICLES), at + 1))
    return found


def find_lifelong(tokens: Sequence[str]) -> list[Number]:
    """Something that has always been so, in days. Only an answer to how long: an opening may tell so of anything."""
    text = " ".join(tokens)
    return [
        Number(LIFELONG, text.count(" ", 0, found.start()), text.count(" ", 0, found.end()) + 1)
        for found in _LIFELONG.finditer(text)
    ]


def find_beginnings(tokens: Sequence[str], today: date | None) -> list[tuple[Number, bool]]:
    """Days since something began; True beside those that also say it has lasted since ("eilisestä")."""
    found: list[tuple[Number, bool]] = []
    for at, token in enumerate(tokens):
        days = _SINCE_DAYS.get(token) or _AGO_DAYS.get(token) or _weekday(token, today)
        if days is not None:
            lasting = token.endswith(("sta", "lta")) or (at > 0 and tokens[at - 1] in _SINCES)
            found.append((Number(days, at, at + 1), lasting))
        elif _LAST_WEEK.fullmatch(" ".join(tokens[at : at + 2])):
            found.append((Number(7.0, at, at + 2), False))
    return found


def _weekday(token: str, today: date | None) -> float | None:
    """Days since the weekday; a whole week when it is today's, the longer and safer reading."""
    for number, names in enumerate(_WEEKDAYS):
        if today and token.startswith(names):
            return float((today.weekday() - number) % 7 or 7)
    return None
