"""Reads and checks a region pack: bot/regions/<id>/region.yml."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

FOLDER = Path(__file__).parent
HELSINKI = ZoneInfo("Europe/Helsinki")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Language = Literal["fi", "sv", "en"]
InLanguages = dict[Language, str]


class RegionError(ValueError):
    """The region pack is missing or wrong; the message names the file and the key."""


class Numbers(BaseModel):
    """Help lines a resident may be given: one number, or one for each language. Sources: the lines' own pages."""

    model_config = ConfigDict(extra="forbid")

    emergency: str
    on_call: str
    crisis: str | InLanguages
    violence: str
    poison: str
    poison_reserve: str
    children: str | InLanguages
    gambling: str
    social_emergency: str
    maternity: str


class Region(BaseModel):
    """One wellbeing services county."""

    model_config = ConfigDict(extra="forbid")

    id: str
    code: str
    names: InLanguages
    genitive: InLanguages
    languages: list[Language]
    municipalities: list[str]
    website: str
    neutral_page: str
    map: str
    numbers: Numbers
    nurse_chat: dict[str, str]
    nurse_chat_text: InLanguages

    @field_validator("nurse_chat")
    @classmethod
    def check_hours(cls, hours: dict[str, str]) -> dict[str, str]:
        """Every key is a weekday and every value two times, the first before the second."""
        for day, span in hours.items():
            if day not in DAYS:
                raise ValueError(f"{day} is not a weekday")
            start, end = _span(span)
            if start >= end:
                raise ValueError(f"{day}: {span} ends before it starts")
        return hours

    @field_validator("map")
    @classmethod
    def check_map(cls, address: str) -> str:
        """A web address with places for both degrees, and for nothing else."""
        try:
            address.format(latitude=0.0, longitude=0.0)
        except (KeyError, IndexError, ValueError):
            raise ValueError("has a place in braces that is neither {latitude} nor {longitude}") from None
        if not address.startswith("https://") or "{latitude}" not in address or "{longitude}" not in address:
            raise ValueError("needs https, {latitude} and {longitude}")
        return address

    def map_link(self, latitude: float, longitude: float) -> str:
        """A web page with a map of a place; degrees are WGS84."""
        return self.map.format(latitude=latitude, longitude=longitude)

    def numbers_in(self, language: str) -> dict[str, str]:
        """The numbers for a speaker of `language`, by their role."""
        table = self.numbers.model_dump()
        return {role: value if isinstance(value, str) else value[language] for role, value in table.items()}

    def nurse_chat_open(self, moment: datetime) -> bool:
        """Whether nurses' chat hours cover this moment."""
        local = moment.astimezone(HELSINKI)
        span = self.nurse_chat.get(DAYS[local.weekday()])
        if span is None:
            return False
        start, end = _span(span)
        minute = local.hour * 60 + local.minute
        return start <= minute < end


def _span(text: str) -> tuple[int, int]:
    """Minutes after midnight of "HH:MM-HH:MM"; 24:00 is the end of the day."""
    start, _, end = text.partition("-")
    return _minute(start), 24 * 60 if end == "24:00" else _minute(end)


def _minute(text: str) -> int:
    moment = time.fromisoformat(text)
    return moment.hour * 60 + moment.minute


def region_of_area(code: str) -> Region:
    """The region pack of a county's official code, such as "01". Raises RegionError."""
    packs = [load_region(path.parent.name) for path in sorted(FOLDER.glob("*/region.yml"))]
    for pack in packs:
        if pack.code == code:
            return pack
    known = ", ".join(sorted(f"{pack.code} ({pack.id})" for pack in packs))
    raise RegionError(f"area {code}: no region pack has this code; there are: {known}")


def load_region(region_id: str) -> Region:
    """The region pack with this id. Raises RegionError with the file and what is wrong in it."""
    path = FOLDER / region_id / "region.yml"
    if path.parent.parent != FOLDER or not path.is_file():
        known = ", ".join(sorted(folder.parent.name for folder in FOLDER.glob("*/region.yml")))
        raise RegionError(f"OPASTIN_REGION={region_id}: no such region pack; there are: {known}")
    try:
        return Region.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise RegionError(f"{path}: {error}") from error
