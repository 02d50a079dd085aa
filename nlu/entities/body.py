"""Readers of body parts, sides and pain in a body part."""

from __future__ import annotations

from datetime import datetime

from nlu.entities.reading import Reader, Value
from nlu.entities.rules import Match


def _side(match: Match) -> dict[str, str]:
    sides = match.of("SIDE")
    return {"side": str(sides[-1].value)} if sides else {}


def _body(match: Match, now: datetime) -> Value | None:
    return Value(str(match.of("BODY")[0].value), _side(match))


def _side_alone(match: Match, now: datetime) -> Value | None:
    return Value(str(match.pieces[0].value))


def _pain(match: Match, now: datetime) -> Value | None:
    """One symptom for each body part named: "pää ja kurkku on kipeä" is a list of two."""
    parts = match.of("BODY", "PAINED")
    negated = any(piece.negated for piece in match.of("PAIN", "PAINED"))
    return Value(tuple(dict.fromkeys(part.pain or "pain" for part in parts)), _side(match), negated)


READERS: dict[str, Reader] = {"body": _body, "side": _side_alone, "pain": _pain}
