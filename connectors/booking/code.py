"""The personal code that opens one booking.

Ten characters of Crockford's base 32, 50 random bits: no I, L, O or U, so that a code read aloud or from
paper is not confused, and I, L and O typed all the same are read as 1, 1 and 0.
"""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_READ_AS = str.maketrans("ILO", "110", " -\u2010\u2011\u2013")


def make_code() -> str:
    """A new code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalise(text: str) -> str | None:
    """The code as made, from what somebody typed (any case, spaces, hyphens); None when it cannot be one."""
    code = text.strip().upper().translate(_READ_AS)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None
