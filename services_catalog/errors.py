"""Errors of the catalogue.

CatalogError
├── ContentError        a YAML file does not fit its schema; mend the file (no retry)
├── ServiceNotFound     no published service has the id (404, no retry)
├── Refusal             an imported document cannot be a record, or must not be one; `reason` says why (no retry)
├── ImportRefused       a whole import was not written (no retry until what it says is mended)
└── InvalidParameter    a search parameter has an impossible value (422, no retry)
"""

from __future__ import annotations


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


class InvalidParameter(CatalogError):
    """A search parameter has a value the catalogue does not know."""

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(f"{parameter}: {value!r}")
        self.parameter = parameter
        self.value = value
