"""Errors of the catalogue.

CatalogError
├── ContentError        a YAML file does not fit its schema; mend the file (no retry)
├── ServiceNotFound     no published service has the id (404, no retry)
└── InvalidParameter    a search parameter has an impossible value (422, no retry)
"""

from __future__ import annotations


class CatalogError(Exception):
    """Base of the catalogue's errors."""


class ContentError(CatalogError):
    """Content that does not fit its schema; the message names file and key."""


class ServiceNotFound(CatalogError):
    """No published service has this id."""


class InvalidParameter(CatalogError):
    """A search parameter has a value the catalogue does not know."""

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(f"{parameter}: {value!r}")
        self.parameter = parameter
        self.value = value
