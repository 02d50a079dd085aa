"""Texts in the lengths the catalogue keeps."""

from __future__ import annotations

import re

LINE = 300
PROSE = 5000


def line(text: str) -> str:
    """One line, cut at a word when it is too long."""
    return _cut(re.sub(r"\s+", " ", text).strip(), LINE)


def prose(text: str) -> str:
    """Paragraphs with at most one empty line between, cut at a word when they are too long."""
    return _cut(re.sub(r"\n\s*\n+", "\n\n", text).strip(), PROSE)


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    return re.sub(r"\s+\S{0,40}$", "", head).rstrip() + "…"
