"""Summaries that a resident keeps: saved with a code, deleted, and joined by a second person who was invited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from actions import assess
from actions.assessment import State
from actions.assessment.questionnaires import Questionnaire
from actions.base import nurse_option
from actions.content import questionnaires
from actions.far_ends import navigator
from actions.questionnaire import JOINING, report
from actions.speech import Speech
from actions.turn import Turn
from connectors.errors import Missing
from connectors.navigator import Saved
from nlu.texts import LANGUAGES

KIND = "joining"
BUTTONS = frozenset({"keep", "erase", "invite", "join"})
# Where a code may stand in a message: ten letters and digits, perhaps in two halves; overlapping, as words may precede.
CODE = re.compile(r"(?<!\w)(?=(\w{5}[\s-]?\w{5})(?!\w))")
MOST_CODES = 3  # tried in one message


async def button(turn: Turn, speech: Speech) -> None:
    """Keep the summary with a code or not, delete the kept one, invite, or ask for an invitation's code.

    Raises ConnectorError.
    """
    name, _, value = (turn.payload or "").partition(":")
    if name == "keep":
        await _keep(turn, speech, value == "yes")
    elif name == "erase":
        gone = await navigator().erase(value)
        speech.say(speech.sentence("navigator_erased" if gone else "navigator_nothing"), "info", _topic(turn))
    elif name == "invite":
        await _invite(turn, speech, *value.partition(":")[::2])
    else:
        speech.set_task({"kind": KIND})
        _ask(turn, speech, "join_code")


async def _keep(turn: Turn, speech: Speech, wanted: bool) -> None:
    waiting = turn.case.get("unsaved")
    made = questionnaires().get(waiting["questionnaire"]) if waiting else None
    if made is None or waiting is None:
        speech.say(speech.sentence("button_over"), "info", "help")
        return
    joining = turn.case.get(JOINING)
    speech.learn(unsaved=None, **{JOINING: None})
    if not wanted:
        speech.say(speech.sentence("navigator_not_kept"), "info", _topic(turn), [nurse_option(speech)])
        return
    state = State.from_dict(waiting["state"])
    reports = {language: report(made, state, language) for language in LANGUAGES}
    opens = made.joint is not None and made.joint.opens_to_inviter
    try:
        kept = await navigator().save(made.id, reports, joining, opens_to_inviter=opens)
    except Missing:
        if not joining:
            raise
        speech.learn(unsaved=waiting)  # the answers are not lost with the invitation
        options = [speech.option("keep_yes", "keep:yes"), speech.option("keep_no", "keep:no")]
        speech.say(speech.sentence("join_gone"), "info", _topic(turn), options)
        return
    _tell_kept(turn, speech, made, kept, joined=bool(joining))


def _tell_kept(turn: Turn, speech: Speech, made: Questionnaire, kept: Saved, joined: bool) -> None:
    options = [speech.option("navigator_erase", f"erase:{kept.code}"), nurse_option(speech)]
    parts = [speech.sentence("navigator_kept", code=_halves(kept.code), day=_day(kept))]
    if made.joint and joined:
        parts.insert(0, made.joint.joined.say(turn.language))
    elif made.joint:
        options.insert(0, {"label": made.joint.invite.say(turn.language), "payload": f"invite:{made.id}:{kept.code}"})
    text = "\n\n".join(parts)
    speech.say(text, "info", _topic(turn), options, code=kept.code, until=kept.until.isoformat())


async def _invite(turn: Turn, speech: Speech, name: str, code: str) -> None:
    """A second code, with which another person can add their answers and read none."""
    made = questionnaires().get(name)
    if made is None or made.joint is None:
        speech.say(speech.sentence("button_over"), "info", "help")
        return
    try:
        invitation = await navigator().invite(code, made.joint.invites)
    except Missing:
        speech.say(speech.sentence("navigator_nothing"), "info", _topic(turn))
        return
    lead = speech.sentence("join_invitation", code=_halves(invitation.code), day=_day(invitation))
    text = "\n\n".join([lead, made.joint.invitation.say(turn.language)])
    options = [speech.option("navigator_erase", f"erase:{code}"), nurse_option(speech)]
    speech.say(text, "info", _topic(turn), options, joining=invitation.code, until=invitation.until.isoformat())


async def go_on(turn: Turn, speech: Speech) -> bool:
    """Read the message as the code of an invitation, and begin what it is for. Raises ConnectorError."""
    if turn.payload == "stop":
        speech.set_task(None)
        speech.say(speech.sentence("assessment_stopped"), "info", _topic(turn), [nurse_option(speech)])
        return True
    codes = list(_codes(turn.text))
    if codes and not await _begin_invited(turn, speech, codes):
        _ask(turn, speech, "join_wrong")
    return bool(codes)


async def join_unasked(turn: Turn, speech: Speech) -> bool:
    """Begin what an invitation is for whose code is written before it was asked for; returns whether there was one.

    Only what has a digit is tried: two words of five letters are no code. Raises ConnectorError.
    """
    return await _begin_invited(turn, speech, [code for code in _codes(turn.text) if any(map(str.isdigit, code))])


async def _begin_invited(turn: Turn, speech: Speech, codes: Iterable[str]) -> bool:
    for code in codes:
        kind = await navigator().invited_to(code, turn.conversation)
        if kind in questionnaires():
            speech.learn(**{JOINING: code})
            await assess.begin_questionnaire(replace(turn, payload=f"navigate:{kind}"), speech)
            return True
    return False


def ask_again(turn: Turn, speech: Speech, lead: str = "") -> None:
    """Ask for the code again."""
    _ask(turn, speech, "join_code", lead)


def _codes(text: str) -> Iterator[str]:
    """What may be codes, the last first: words come before the code."""
    yield from [found[1] for found in CODE.finditer(text)][: -MOST_CODES - 1 : -1]


def _ask(turn: Turn, speech: Speech, key: str, lead: str = "") -> None:
    text = " ".join(part for part in (lead, speech.sentence(key)) if part)
    speech.say(
        text, "question", _topic(turn), [speech.option("cancel", "stop"), nurse_option(speech)],
        assessment=KIND, question="code", answer_type="text", progress=0.0, safe_exit=True,
    )  # fmt: skip


def _topic(turn: Turn) -> str:
    return str(turn.case.get("topic", "therapy_navigator"))


def _halves(code: str) -> str:
    return " ".join((code[:5], code[5:]))


def _day(kept: Saved) -> str:
    return f"{kept.until.day}.{kept.until.month}.{kept.until.year}"
