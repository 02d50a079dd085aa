"""Errors of the assessment engine.

AssessmentError             retry: whether the same call can succeed later
├── ProtocolError           the content of a file is wrong; names file and key
├── AnswerError             a value does not fit its question; ask again
└── StateMismatch           the state was made with another protocol or version; start anew
"""

from __future__ import annotations


class AssessmentError(Exception):
    """Base of the engine's errors. Nothing here depends on the outside world, so a retry never helps."""

    retry = False


class ProtocolError(AssessmentError):
    """A content file is wrong: ``file`` and ``key`` say where, for the clinician who edits it."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}")
        self.file = file
        self.key = key
        self.problem = problem


class AnswerError(AssessmentError):
    """A value does not fit the question."""

    def __init__(self, question: str, problem: str) -> None:
        super().__init__(f"{question}: {problem}")
        self.question = question
        self.problem = problem


class StateMismatch(AssessmentError):
    """A stored state belongs to another protocol, or to another version of it."""
