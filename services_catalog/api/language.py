"""The asker's language: ?lang= first, then Accept-Language, then Finnish."""

from __future__ import annotations

import re

from starlette.requests import Request

from services_catalog.record import LANGUAGES, Language

_RANGE = re.compile(r"\s*([A-Za-z]{1,8}|\*)(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*")


def asker_language(request: Request) -> Language:
    """The language to answer `request` in; an unknown one falls through to the next choice."""
    wanted = request.query_params.get("lang")
    return known(wanted) or accepted(request.headers.get("accept-language", "")) or "fi"


def known(text: str | None) -> Language | None:
    """`text` as a language of ours, or None."""
    return next((language for language in LANGUAGES if language == text), None)


def accepted(header: str) -> Language | None:
    """The language of ours an Accept-Language header (RFC 9110) likes best, or None."""
    best: tuple[float, Language] | None = None
    for piece in header.split(","):
        match = _RANGE.fullmatch(piece)
        language = known(match[1].lower()) if match else None
        quality = float(match[2] or 1) if match else 0.0
        if language and quality > 0 and (best is None or quality > best[0]):
            best = quality, language
    return best[1] if best else None
