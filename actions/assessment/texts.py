"""Texts that a resident reads: three languages, plain Finnish, and wording about oneself or another person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Roles of phone numbers in the region pack. The caller fills them in; a protocol never holds a phone number.
ROLES = (
    "emergency",
    "on_call",
    "maternity",
    "poison",
    "social_emergency",
    "crisis",
    "violence",
    "children",
    "gambling",
)
PLACEHOLDERS = frozenset(f"{role}_number" for role in ROLES)
LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in every language; ``fi_plain`` is plain Finnish (selkokieli), the ordinary text where it is None."""

    fi: str
    sv: str
    en: str
    fi_plain: str | None = None

    def get(self, language: str, plain: bool = False) -> str:
        """The text in ``language`` ("fi", "sv" or "en"); ``plain`` asks for plain Finnish."""
        if language == "fi":
            return self.fi_plain if plain and self.fi_plain else self.fi
        if language == "sv":
            return self.sv
        if language == "en":
            return self.en
        raise ValueError(f"no texts in language {language!r}")


@dataclass(frozen=True, slots=True)
class Text:
    """A wording to the resident, and optionally another for when they ask about someone else."""

    own: Wording
    other: Wording | None = None

    def say(
        self,
        language: str,
        *,
        plain: bool = False,
        about_other: bool = False,
        numbers: Mapping[str, str] | None = None,
    ) -> str:
        """The text to show. ``numbers`` maps PLACEHOLDERS to the region's phone numbers; without it they stay."""
        wording = self.other if about_other and self.other else self.own
        text = wording.get(language, plain)
        for name, number in (numbers or {}).items():
            text = text.replace("{" + name + "}", number)
        return text


def labelled(label: Text, answer: Text) -> Text:
    """ "label: answer" in every language, for reasons and summaries."""

    def wording(first: Wording, second: Wording) -> Wording:
        plain = f"{first.get('fi', plain=True)}: {second.get('fi', plain=True)}"
        fi, sv, en = (f"{first.get(code)}: {second.get(code)}" for code in LANGUAGES)
        return Wording(fi, sv, en, plain)

    own = wording(label.own, answer.own)
    if not label.other and not answer.other:
        return Text(own)
    return Text(own, wording(label.other or label.own, answer.other or answer.own))


def same(text: str) -> Text:
    """A text that is the same in every language (a number, what the resident wrote)."""
    return Text(Wording(text, text, text, text))
