"""What makes a questionnaire sound beyond its shape and its protocol."""

from __future__ import annotations

from collections.abc import Mapping

from actions.assessment.errors import ProtocolError
from actions.assessment.questionnaires import Questionnaire


def check_questionnaire(made: Questionnaire, file: str) -> None:
    """What must hold within one questionnaire. Raises ProtocolError for the first thing that does not."""
    alarming = any(rule.red_flag for rule in made.protocol.rules)
    if alarming != (made.file.alarm is not None):
        raise ProtocolError(file, "alarm", "goes with a rule or an item that alarms, and only with it")
    for key, rows in (("steps", made.steps), ("elsewhere", made.elsewhere)):
        if rows and [not row.when for row in rows] != [False] * (len(rows) - 1) + [True]:
            raise ProtocolError(file, key, "the last one, and only it, is for everybody else")
    if bool(made.elsewhere) != bool(made.protocol.audience):
        raise ProtocolError(file, "elsewhere", "goes with an audience, and only with it")
    if unknown := set(made.file.safety) - set(made.protocol.by_id):
        raise ProtocolError(file, "safety", f"no question {sorted(unknown)}")
    rules = {rule.id for rule in made.protocol.rules}
    if made.file.alarm and (unknown := set(made.file.alarm.by_rule) - rules):
        raise ProtocolError(file, "alarm.by_rule", f"no rule {sorted(unknown)}")
    for instrument in made.instruments.values():
        by = instrument.file.cutoff_by
        if by and by not in made.protocol.by_id:
            raise ProtocolError(file, "protocol.questions", f"{instrument.id} needs the question {by}")


def check_together(made: Questionnaire, found: Mapping[str, Questionnaire]) -> None:
    """What a questionnaire says of others: they are there, and what two are asked alike can be compared.

    Raises ProtocolError.
    """
    for row in made.elsewhere:
        if missing := set(row.begin) - set(found):
            raise ProtocolError(f"{made.id}.yml", f"elsewhere({row.id}).begin", f"no questionnaire {sorted(missing)}")
    if made.joint is None:
        return
    other = found.get(made.joint.invites)
    if other is None or not made.file.saved:
        raise ProtocolError(f"{made.id}.yml", "joint.invites", "is another questionnaire; both are saved")
    for question in made.protocol.questions:
        same = other.protocol.by_id.get(question.id)
        if same and (same.type, same.option_ids) != (question.type, question.option_ids):
            raise ProtocolError(f"{made.id}.yml", f"questions({question.id})", f"has other options than in {other.id}")
