"""A bar chart of the comparison, as SVG that needs nothing else: for the handbook."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

COLOURS = ("#0b5c73", "#c98a1b", "#8a5a83", "#6b7a3a")
WIDTH, LEFT, BAR, GAP, TOP = 720, 110, 11, 14, 60
SCALE = (WIDTH - LEFT - 60) / 100


def draw(rows: Mapping[str, Any]) -> str:
    """Bars of the share of queries with a right service among the first three, a group for each kind of query."""
    kinds = next(iter(rows.values()))["kinds"]
    group = BAR * len(rows) + GAP
    parts = [_key(rows)]
    for at, kind in enumerate(kinds):
        y = TOP + at * group
        parts.append(
            f'<text x="{LEFT - 8}" y="{y + BAR * len(rows) / 2 + 4:.0f}" text-anchor="end">{escape(kind)}</text>'
        )
        for number, row in enumerate(rows.values()):
            share = 100 * row["kinds"][kind]["top3"]
            top = y + number * BAR
            parts.append(
                f'<rect x="{LEFT}" y="{top}" width="{share * SCALE:.1f}" height="{BAR - 1}" fill="{COLOURS[number]}"/>'
            )
            parts.append(
                f'<text x="{LEFT + share * SCALE + 5:.1f}" y="{top + BAR - 2}" font-size="10">{share:.0f} %</text>'
            )
    height = TOP + len(kinds) * group
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" font-family="sans-serif" '
        f'font-size="13" fill="#222"><title>A right service among the first three, % of queries</title>'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
        f'<text x="{LEFT}" y="20" font-weight="bold">A right service among the first three, % of queries</text>'
        + "".join(parts)
        + "</svg>\n"
    )  # fmt: skip


def _key(rows: Mapping[str, Any]) -> str:
    """Which colour is whose."""
    return "".join(
        f'<rect x="{LEFT + at * 145}" y="32" width="11" height="11" fill="{COLOURS[at]}"/>'
        f'<text x="{LEFT + at * 145 + 16}" y="42">{escape(name)}</text>'
        for at, name in enumerate(rows)
    )
