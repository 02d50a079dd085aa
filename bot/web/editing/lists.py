"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import Request

SIZE = 50


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list, with the addresses of its neighbours."""

    items: Sequence[Any]
    total: int
    first: int
    previous: str | None
    next: str | None


def page_of(request: Request, items: Sequence[Any], number: int) -> ListPage:
    """Page `number` (from 1) of a list."""
    start = (number - 1) * SIZE

    def address(page: int) -> str:
        query = {**request.query_params, "sivu": str(page)}
        return f"{request.url.path}?{urlencode(query)}"

    return ListPage(
        items=items[start : start + SIZE],
        total=len(items),
        first=start + 1,
        previous=address(number - 1) if number > 1 else None,
        next=address(number + 1) if start + SIZE < len(items) else None,
    )
