"""Errors of the catalogue.

CatalogError
├── ContentError        a YAML file does not fit its schema; mend the file (no retry)
├── ServiceNotFound     no published service has the id (404, no retry)
├── Refusal             an imported document cannot be a record, or must not be one; `reason` says why (no retry)
├── ImportRefused       a whole import was not written (no retry until what it says is mended)
├── NotYours            an association's editor reached for another organisation's record (403, no retry)
├── FieldsWrong         an editor's values do not make a record; `faults` name the fields (422, no retry)
├── EditConflict        another editor changed the same fields meanwhile; `clashes` are they (409, choose and save)
├── UploadRefused       a file of records cannot be read at all (422, no retry)
└── InvalidParameter    a search parameter has an impossible value (422, no retry)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field: its path, a code that the desk has words for, and the words' values."""

    path: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two editors changed: what it was, what it is now, what the second wants."""

    path: str
    before: Any
    theirs: Any
    mine: Any


class CatalogError(Exception):
    """Base of the catalogue's errors."""


class ContentError(CatalogError):
    """Content that does not fit its schema; the message names file and key."""


class ServiceNotFound(CatalogError):
    """No published service has this id."""


class Refusal(CatalogError):
    """A document of an importer that is not taken. With `leaves` a record made of it earlier leaves the catalogue."""

    def __init__(self, reason: str, *, leaves: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.leaves = leaves


class ImportRefused(CatalogError):
    """An import that would have done harm; the catalogue is as it was."""


class NotYours(CatalogError):
    """The record belongs to another organisation than the editor's."""


class FieldsWrong(CatalogError):
    """What an editor gave is not a record; nothing was changed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.path}: {fault.code}" for fault in faults))
        self.faults = tuple(faults)


class EditConflict(CatalogError):
    """Somebody else changed the same fields since the editor began; nothing was changed."""

    def __init__(self, clashes: Sequence[Clash], author: str) -> None:
        super().__init__(", ".join(clash.path for clash in clashes))
        self.clashes = tuple(clashes)
        self.author = author


class UploadRefused(CatalogError):
    """A file that is not of the kind it says, or too big. `code` says what."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class InvalidParameter(CatalogError):
    """A search parameter has a value the catalogue does not know."""

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(f"{parameter}: {value!r}")
        self.parameter = parameter
        self.value = value
