"""Tokens with exact offsets. Total: any text gives tokens, none raises."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LETTER = r"[^\W\d_]"
# Combining marks (decomposed ä) and soft hyphens live inside words.
_INNER = r"(?:[^\W\d_]|[\u0300-\u036f\u00ad])"
_PATTERN = re.compile(
    rf"""
    (?P<tag> <[^<>]{{1,200}}> | &\#?\w{{1,8}}; )
  | (?P<link> (?:https?://|www\.)\S+ | [\w.+-]{{1,64}}@[\w-]{{1,64}}\.[\w.-]{{1,64}} )
  | (?P<number> \d+(?:[.,:]\d+)* )
  | (?P<word> {_LETTER}{_INNER}* (?: [-'’:] {_LETTER}{_INNER}* | \d+ )* )
  | (?P<punct> ([^\w\s])\6* | _+ )
  | (?P<other> \S )
    """,
    re.VERBOSE,
)
_LONGEST = 60  # letters; a longer "word" is noise
_DROPPED = re.compile("[\u00ad\u200b-\u200f\ufeff]")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: ``kind`` is "word", "number", "punct", "link", "tag" or "other"."""

    surface: str
    start: int
    end: int
    kind: str
    normal: str


def normalise_characters(text: str) -> str:
    """Lower case, composed letters, straight apostrophes, no invisible characters."""
    folded = unicodedata.normalize("NFKC", text) if not text.isascii() else text
    return _DROPPED.sub("", folded.lower()).replace("’", "'")


def tokenise(text: str) -> list[Token]:
    """Split ``text`` into tokens; whitespace and control characters are not tokens."""
    tokens = []
    for match in _PATTERN.finditer(text):
        surface = match.group()
        if len(surface) == 1 and not surface.isprintable():
            continue
        kind = match.lastgroup or "other"
        if kind == "word" and len(surface) > _LONGEST:
            kind = "other"
        tokens.append(Token(surface, match.start(), match.end(), kind, normalise_characters(surface)))
    return tokens
