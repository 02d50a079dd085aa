"""Free times for what a resident needs, as wished, and a few of them to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from actions.base import nurse_option
from actions.far_ends import booking
from actions.slots import as_data, slot_option, slot_text
from actions.speech import Speech
from actions.turn import Turn
from actions.wish import DAYS, wish
from connectors.booking import Slot

KIND = "booking"  # of the open task
SHOWN = 5


async def _free(task: Mapping[str, Any], turn: Turn, limit: int = SHOWN) -> list[Slot]:
    """Free times for the first of the wanted topics that has any, as wished."""
    now = datetime.now(UTC)
    wanted = wish(turn.times, now)
    after, before = (wanted.after, wanted.before) if wanted else (now, now + timedelta(days=DAYS))
    if task.get("after"):
        after = max(after, datetime.fromisoformat(task["after"]))
    for topic in task["for"]:
        found = await booking().free_slots(
            topic, after, before, municipality=turn.case.get("municipality"), limit=200, language=turn.language
        )
        fitting = [slot for slot in found if wanted is None or wanted.fits(slot.start)]
        if fitting:
            return _spread(fitting, limit)
    return []


def _spread(slots: list[Slot], limit: int) -> list[Slot]:
    """A few times over several days rather than five in one morning; the earliest always among them."""
    days = {slot.start.date() for slot in slots}
    most = 2 if len(days) > 1 else limit
    chosen: list[Slot] = []
    for slot in slots:
        if sum(other.start.date() == slot.start.date() for other in chosen) < most:
            chosen.append(slot)
        if len(chosen) == limit:
            break
    return chosen


async def show_times(turn: Turn, speech: Speech, task: Mapping[str, Any], lead: str = "") -> None:
    """Show times to choose from, which the task then waits for; says so when there are none. Raises ConnectorError."""
    slots = await _free(task, turn)
    if not slots:
        speech.say(
            speech.sentence("no_times"), "booking", "book_appointment", [nurse_option(speech)], slots=[]
        )  # fmt: skip
        speech.set_task(None)
        return
    options = [slot_option(slot, turn.language) for slot in slots]
    options += [speech.option("more_times", "more"), speech.option("cancel", "stop")]
    lines = [f"• {slot_text(slot, turn.language)}" for slot in slots]
    text = "\n".join([(lead + " " if lead else "") + speech.sentence("free_times"), *lines])
    speech.say(text, "booking", task["topic"], options, slots=[as_data(slot, turn.language) for slot in slots])
    speech.set_task({**task, "step": "choose", "shown": {slot.id: as_data(slot, turn.language) for slot in slots}})
