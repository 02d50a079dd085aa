"""Spelling reduced to what typing habits leave alone: no case, no dots, no stretched letters.

>>> fold("HENGENAHDISTUSTA")
'hengenahdistusta'
>>> fold("Särkeeee")
'sarkee'
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_COMBINING = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
# "e i  h e n g i t ä": single letters apart, at least four of them.
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ .*_-][^\W\d_]){3,}(?!\w)")
_SPACES = re.compile(r"[ .*_-]")


def clean(text: str) -> str:
    """Composed lower-case letters; letters written apart are joined; invisible characters dropped."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", text).replace("’", "'").replace("`", "'").replace("´", "'")
    return _SPACED.sub(lambda match: _SPACES.sub("", match.group()), text)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """``word`` without dots, accents, case and letters repeated over two times."""
    plain = _COMBINING.sub("", unicodedata.normalize("NFKD", word.lower()))
    return _STRETCHED.sub(r"\1\1", plain)


def is_dotless(text: str) -> bool:
    """Whether a message has no ä, ö or å at all: it may have been written without them."""
    return not any(letter in "äöå" for letter in text)
