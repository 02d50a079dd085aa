"""Red flags: every resident's message passes here before anything else.

    >>> red_flags = create_red_flags()
    >>> red_flags.check("rintaa puristaa ja hengitys ei kulje", "fi").emergency
    'emergency_medical'
"""

from __future__ import annotations

import re
from pathlib import Path

from nlu.redflags.verdict import Verdict

__all__ = ["RedFlags", "Verdict", "create_red_flags"]

_FIRST = [
    ("emergency_medical", "chest_pain", r"rin(ta|na|tee|naa).{0,40}(purist|painaa|ahdist)|bröst.{0,30}(tryck|ont)|chest.{0,30}(pain|tight|pressure|crush)"),
    ("emergency_medical", "stroke", r"suupieli|toinen (puoli|käsi|jalka).{0,20}(halva|puut|ei toimi)|aivohalvaus|stroke|face droop"),
    ("emergency_medical", "breathing", r"(ei|en) saa henk|ei pysty hengit|can.?t breathe|kan inte andas|kan int andas"),
    ("emergency_medical", "unconscious", r"tajuton|tajuttom|ei herää|unconscious|medvetslös"),
    ("emergency_suicide", "suicide", r"tapan itseni|haluan kuolla|tappaa itse|itsemurha|kill myself|want to die|ta livet av mig|vill dö"),
    ("emergency_violence", "violence", r"(hakkaa|lyö|uhkaa tappaa|kuristaa) minu|mies hakkaa|slår mig|hits me|beating me"),
    ("emergency_poisoning", "poisoning", r"myrkyt|yliannos|koko purk|overdose|överdos"),
    ("emergency_child", "infant", r"vauva.{0,40}(sinin|velto|kuume)|baby.{0,40}(blue|limp)"),
]


class RedFlags:
    """Finds emergencies in messages. Thread-safe."""

    def check(self, text: str, language: str) -> Verdict | None:
        """The verdict on ``text`` written in ``language``, or None."""
        for emergency, advice, pattern in _FIRST:
            if re.search(pattern, text.lower()):
                return Verdict(emergency, "sure", advice, advice)
        return None


def create_red_flags(net_path: Path | None = None) -> RedFlags:
    """Build the check."""
    return RedFlags()
