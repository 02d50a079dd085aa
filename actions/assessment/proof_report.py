"""Prints what is proved: `python -m actions.assessment.proof_report` (`make protocols`). Exit status 1 on a problem.

Danger signs that no question brings up yet are listed; they are work to do, not a problem.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from actions.assessment.danger_signs import Coverage, coverage, guidelines, load_danger_signs, problems
from actions.assessment.loader import load_protocols
from actions.assessment.proof import Paths, Proof, prove
from actions.assessment.questionnaire_loader import load_questionnaires
from actions.assessment.questionnaire_proof import QuestionnaireProof, prove_questionnaire
from actions.assessment.urgency import Urgency


def protocol_table(proofs: Sequence[Proof]) -> str:
    """By protocol: its paths, their depth and their urgencies."""
    codes = [urgency.code for urgency in reversed(Urgency)]
    rows = [["protocol", "paths", "states", "min", "median", "max", *codes]]
    for proof in proofs:
        shares = [_share(proof.paths, urgency) for urgency in reversed(Urgency)]
        rows.append([proof.protocol, f"{proof.paths.count:,}", str(proof.states), *_depths(proof.paths), *shares])
    return _aligned(rows)


def questionnaire_table(proofs: Sequence[QuestionnaireProof]) -> str:
    """By questionnaire: its paths, what alarms, how many ways lead elsewhere, and what comes to which step."""
    rows = [["questionnaire", "paths", "states", "min", "median", "max", "alarms", "elsewhere", "steps"]]
    for proof in proofs:
        paths, ends = proof.walk.paths, [str(proof.alarms), str(proof.elsewhere)]
        steps = ", ".join(f"{name} {share:.2%}" for name, share in proof.steps.items())
        count = f"{paths.count:,}" if paths.count < 10**9 else f"{paths.count:.1e}"
        rows.append([proof.questionnaire, count, str(proof.walk.states), *_depths(paths), *ends, steps or "-"])
    return _aligned(rows)


def danger_table(rows: Sequence[Coverage]) -> str:
    """By symptom: how many of its danger signs are asked, and which are not asked yet."""
    table = [["symptom", "asked", "of", "not asked yet"]]
    for row in rows:
        table.append([row.topic, str(row.asked), str(row.asked + len(row.missing)), ", ".join(row.missing) or "-"])
    asked, missing = sum(row.asked for row in rows), sum(len(row.missing) for row in rows)
    table.append(["all", str(asked), str(asked + missing), f"{missing} to add"])
    return _aligned(table)


def _share(paths: Paths, urgency: Urgency) -> str:
    return f"{paths.urgencies[urgency] / paths.count:.1%}"


def _depths(paths: Paths) -> list[str]:
    return [str(min(paths.depths)), str(paths.median()), str(max(paths.depths))]


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Columns to the right, the last one to the left."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ([*(cell.rjust(width) for cell, width in zip(row[:-1], widths, strict=False)), row[-1]] for row in rows)
    return "\n".join("  ".join(line) for line in lines)


def main() -> int:
    """Print the tables and the problems; 1 when there are any."""
    protocols, signs = load_protocols(), load_danger_signs()
    proofs = [prove(protocol) for protocol in protocols.values()]
    questionnaires = [prove_questionnaire(made) for made in load_questionnaires().values()]
    found = [
        *(f"{proof.protocol}: {problem}" for proof in proofs for problem in proof.problems),
        *(f"{proof.questionnaire}: {problem}" for proof in questionnaires for problem in proof.problems),
        *problems(signs, protocols, guidelines()),
    ]
    tables = [protocol_table(proofs), questionnaire_table(questionnaires), danger_table(coverage(signs))]
    sys.stdout.write("\n\n".join([*tables, *found]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
