"""The shapes of the catalogue's answers. Texts are in the asker's language, or the nearest one there is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field


class PhoneOut(BaseModel):
    """A number to call."""

    name: str | None
    number: str
    tel: str = Field(description="For a tel: link, digits only.")
    charge: str | None
    open_now: bool | None


class ChannelOut(BaseModel):
    """A way to reach the service. Fields that the kind does not have are null."""

    id: str
    kind: str
    name: str | None
    url: str | None
    number: str | None
    street: str | None
    postal_code: str | None
    municipality: str | None
    latitude: float | None
    longitude: float | None
    access: str | None
    requires_identification: bool
    open_now: bool | None
    next_open: datetime | None
    hours: dict[str, Any] | None


class WhyOut(BaseModel):
    """A reason for a hit: the asker's `word` met `matched` in `field` (topic: the id)."""

    word: str
    matched: str
    field: str


class ItemOut(BaseModel):
    """A service in a list."""

    id: str
    name: str
    summary: str
    language: str = Field(description="Language of the texts.")
    organisation: str
    topics: list[str] = Field(description="Ids of topics.yml, those the service is made for first.")
    municipalities: list[str] = Field(description="Names; empty when nationwide.")
    municipality_codes: list[str]
    nationwide: bool
    audiences: list[str]
    service_languages: list[str]
    channels: list[str] = Field(description="Kinds of channels: phone, location, eservice, webpage, form.")
    phones: list[PhoneOut]
    url: str | None
    free: bool | None
    open_now: bool | None = Field(description="Null when the hours are not known.")
    next_open: datetime | None = Field(description="When closed, the next opening; null when open or not known.")
    verified_on: date | None
    sample: bool
    score: float = 0.0
    why: list[WhyOut] = []


class StopOut(BaseModel):
    """A stop of a mobile unit."""

    place: str
    municipality: str
    latitude: float | None
    longitude: float | None
    day: str | None
    weeks: str
    dates: list[date]
    hours: str
    next_open: datetime | None


class TermOut(BaseModel):
    """A controlled term with its name."""

    id: str
    name: str


class DetailOut(ItemOut):
    """A service whole."""

    alternative_names: list[str]
    description: str
    instruction: str
    eligibility: str
    fee: str
    documents: list[str]
    waiting: str
    age_min: int | None
    age_max: int | None
    audience_names: list[TermOut]
    life_events: list[TermOut]
    service_language_names: list[TermOut]
    channel_details: list[ChannelOut]
    stops: list[StopOut]
    verified_by: str | None


class PageOut(BaseModel):
    """A page of services."""

    total: int
    items: list[ItemOut]
    notice: str | None


class Fault(BaseModel):
    """What went wrong; `retry` tells whether the same request may succeed later."""

    code: str
    message: str
    retry: bool
    parameter: str | None = None


class ErrorOut(BaseModel):
    """Every error of the API."""

    error: Fault
