"""Masks Finnish personal identity codes before a message is stored or sent on.

The code is ppkkvv, a separator, three digits and a check character: the nine digits mod 31 (DVV). All separators
in use since 2023 count. A typed code with a wrong check character is masked too: it is still somebody's.
"""

from __future__ import annotations

import re

MASK = "[henkilötunnus poistettu]"
# Day and month are bounded so that phone numbers and dates with times stay readable; spaces around the
# separator are how people break the code up.
CODE = re.compile(
    r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}\s?[-+–A-FU-Y]\s?\d{3}[0-9A-FHJ-NPR-Y](?![0-9A-ZÅÄÖ])",
    re.IGNORECASE,
)


def mask(text: str) -> str:
    """The text with every personal identity code replaced."""
    return CODE.sub(MASK, text)
