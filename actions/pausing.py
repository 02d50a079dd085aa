"""Putting an assessment aside: gone on with here, or elsewhere with a code; or begun anew."""

from __future__ import annotations

import logging
from typing import Any

from actions import assess, assess_ask
from actions.base import nurse_option
from actions.content import questionnaires
from actions.far_ends import unfinished
from actions.questionnaire import PAUSED
from actions.speech import Speech
from actions.turn import Turn
from connectors.errors import ConnectorError

log = logging.getLogger(__name__)
BUTTONS = frozenset({"pause", "unpause", "anew", "continue"})


async def button(turn: Turn, speech: Speech) -> None:
    """Put the open assessment aside, go on with it or forget it; `continue` comes from web, with what a code opened."""
    if turn.payload == "continue" and turn.unfinished:
        elsewhere = {**turn.unfinished, "alarms": turn.alarms}
        await assess.go_on_with(turn, speech, elsewhere, speech.sentence("resumed"))
    elif turn.payload == "anew":
        speech.learn(**{PAUSED: None})
        speech.set_task(None)
        speech.say(speech.sentence("restarted"), "info", "restart", [nurse_option(speech)])
    elif turn.payload == "pause" and turn.task and turn.task["kind"] == assess_ask.KIND:
        await _put_aside(turn, speech, turn.task)
    elif turn.payload == "unpause" and (task := turn.case.get(PAUSED) or turn.task):
        speech.learn(**{PAUSED: None})
        await assess.go_on_with(turn, speech, task, speech.sentence("resumed"))
    else:
        speech.say(speech.sentence("button_over"), "info", "help")


async def _put_aside(turn: Turn, speech: Speech, task: Any) -> None:
    """Keep the task for this conversation, and with a code for another device. Without web there is no code."""
    made = questionnaires().get(str(task.get("assessment")))
    speech.learn(**{PAUSED: dict(task)})
    speech.set_task(None)
    parts = [speech.sentence("questionnaire_paused" if made else "assessment_paused")]
    data: dict[str, Any] = {"paused": True}
    try:
        kept = await unfinished().keep(turn.conversation, task)
    except ConnectorError as error:
        log.warning("no code for an assessment put aside: %s", error)
    else:
        day = f"{kept.until.day}.{kept.until.month}.{kept.until.year}"
        parts.append(speech.sentence("paused_code", code=" ".join((kept.code[:5], kept.code[5:])), day=day))
        data |= {"code": kept.code, "until": kept.until.isoformat()}
    if made and made.file.safe_exit:
        data["safe_exit"] = True
    options = [speech.option("questionnaire_go_on", "unpause"), speech.option("begin_anew", "anew")]
    speech.say("\n\n".join(parts), "info", str(task.get("topic", turn.topic)), options, **data)
