"""Ours, SQLite FTS5, BM25 on character n-grams and PostgreSQL on one catalogue and the same queries.

    make bench-catalog                       the held-out queries, which nothing is tuned to
    make bench-catalog QUERIES=path.yml      other queries, such as those for development

An answer is right when an acceptable service is in the first (top 1) or first three (top 3). Times are of one query
after another in this process; PostgreSQL's include the way to its server.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from bench.catalog.baselines import Fts5, NGrams
from bench.catalog.picture import draw
from bench.catalog.postgres import NoPostgres, Postgres, postgres
from bench.catalog.queries import HELD_OUT, Asked, Engine, documents, read_queries
from bot.settings import PROJECT
from services_catalog import Catalog, Query, create_catalog
from services_catalog.model import CatalogBase

REGION = "ita-uusimaa"
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
RESULTS = PROJECT / "bench" / "results" / "catalog.json"
PICTURE = PROJECT / "docs" / "images" / "catalog-search.svg"
MODELS = Path(os.environ.get("OPASTIN_MODELS", PROJECT / "var" / "models"))
WARM_UP = Asked("plain", "terveysasema", frozenset())
COLUMNS = ("top1", "top3")


class Ours:
    """The catalogue's own search, as residents get it."""

    name = "Opastin"

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def search(self, asked: Asked) -> list[str]:
        """Best first."""
        query = Query(now=NOW, text=asked.text, language=asked.language, municipality=asked.municipality)
        return [hit.listing.service.id for hit in self._catalog.try_out(query).hits]


@contextmanager
def sample_catalog(model: Path | None) -> Iterator[Catalog]:
    """The sample services of one county, in a database in memory."""
    database = create_engine("sqlite://", connect_args={"check_same_thread": False})
    CatalogBase.metadata.create_all(database)
    catalog = create_catalog(database, region=REGION, model=model)
    catalog.load_seed(REGION)
    yield catalog
    database.dispose()


def measure(engine: Engine, queries: Sequence[Asked]) -> dict[str, Any]:
    """Shares of right answers by kind of query and for all, and times (ms)."""
    engine.search(WARM_UP)
    places: dict[str, list[int]] = {}
    times = []
    for asked in queries:
        began = time.perf_counter()
        found = engine.search(asked)
        times.append((time.perf_counter() - began) * 1000)
        place = next((at for at, service in enumerate(found) if service in asked.accept), len(found) + 3)
        places.setdefault(asked.kind, []).append(place)
    groups = {**places, "all": [place for of_kind in places.values() for place in of_kind]}
    return {
        "kinds": {
            kind: {"queries": len(of), "top1": share(of, 1), "top3": share(of, 3)} for kind, of in groups.items()
        },
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(percentile(times, 95), 2),
    }


def share(places: Sequence[int], most: int) -> float:
    """Of the places of the first right services, how many are among the first `most`."""
    return round(sum(place < most for place in places) / len(places), 4)


def percentile(values: Sequence[float], rank: int) -> float:
    """The value that `rank` per cent of `values` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * rank / 100))]


def compare(queries: Sequence[Asked], model: Path | None = None, *, server: bool = True) -> dict[str, Any]:
    """Every engine's figures by its name; PostgreSQL is left out, and said why, when it cannot be had."""
    rows: dict[str, Any] = {}
    with ExitStack() as stack:
        catalog = stack.enter_context(sample_catalog(model))
        texts = documents(catalog.published())
        engines: list[Engine] = [Ours(catalog), stack.enter_context(closing(Fts5(texts))), NGrams(texts)]
        if server:
            try:
                connection, version = stack.enter_context(postgres())
                engines.append(Postgres(connection, texts))
                print(version)
            except NoPostgres as reason:
                print(f"PostgreSQL's row is left out: {reason}")
        for engine in engines:
            rows[engine.name] = measure(engine, queries)
    return rows


def report(rows: dict[str, Any]) -> None:
    """Print the table: a row a kind of query, first and first three of each engine."""
    print(f"\n{'':12}{'queries':>8}" + "".join(f"{name:>18}" for name in rows))
    print(f"{'':20}" + f"{'top 1':>10}{'top 3':>8}" * len(rows))
    kinds = next(iter(rows.values()))["kinds"]
    for kind, of_kind in kinds.items():
        shares = "".join(
            f"{row['kinds'][kind]['top1']:>10.1%}{row['kinds'][kind]['top3']:>8.1%}" for row in rows.values()
        )
        print(f"{kind:12}{of_kind['queries']:>8}{shares}")
    print(f"{'p50, p95 ms':20}" + "".join(f"{row['p50_ms']:>10}{row['p95_ms']:>8}" for row in rows.values()))


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description="The catalogue's search beside other engines")
    parser.add_argument("--queries", type=Path, default=HELD_OUT)
    chosen = parser.parse_args()
    queries = read_queries(chosen.queries)
    rows = compare(queries, MODELS / "search.npz")
    report(rows)
    if chosen.queries != HELD_OUT:
        return
    about = {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "queries": str(HELD_OUT.relative_to(PROJECT)),
    }
    result = {"measured_at": datetime.now(UTC).isoformat(timespec="seconds"), "about": about, "engines": rows}
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    PICTURE.write_text(draw(rows), encoding="utf-8")
    print(f"\nwritten to {RESULTS.relative_to(PROJECT)} and {PICTURE.relative_to(PROJECT)}")


if __name__ == "__main__":
    main()
