"""The catalogue's search over a large generated catalogue: times, memory, and how soon a change is found.

    make bench-catalog-large        50,000 services and 100,000 channels; bench/results/catalog-large.json

The catalogue is written once to var/bench and used again while the generator stays the same. The measuring is done by
a process of its own, with an index folder as the web process has, so that its memory is the search's. Every query is
asked once, half of them for a municipality; nothing is answered from a cache of answers. Beside the seconds of the
clock stand those of the processor, which other work on the machine does not stretch.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from bench.catalog.__main__ import MODELS, NOW, percentile
from bench.catalog.generate import NAMES, Generator
from bench.catalog.queries import DEVELOPMENT, Asked, read_queries
from bot.settings import PROJECT
from services_catalog import Catalog, Query, create_catalog, store
from services_catalog.model import CatalogBase
from services_catalog.vocabulary import vocabulary

RESULTS = PROJECT / "bench" / "results" / "catalog-large.json"
GOALS = {"query_p95_ms": 15, "index_seconds": 90, "change_seconds": 2, "memory_peak_mb": 600}
"""What the figures must stay under."""
CHANGES = 15
AT_ONCE = 500
T = TypeVar("T")


def fill(database: Engine, generator: Generator) -> None:
    """Write a generated catalogue, as an import does."""
    CatalogBase.metadata.create_all(database)
    steps: tuple[tuple[Iterable[Any], Callable[..., Any]], ...] = (
        (generator.organisations(), store.save_organisation),
        (generator.channels(), store.save_channel),
        (generator.services(), store.save_service),
    )
    for records, save in steps:
        for some in _batches(records):
            with Session(database) as session, session.begin():
                for record in some:
                    save(session, record, "ptv")


def measure(database: Engine, folder: Path | None, generator: Generator, model: Path | None) -> dict[str, Any]:
    """Every figure; indexes everything first. The service it changes for that stay changed."""
    catalog = create_catalog(database, folder, model=model)
    before = _memory()
    clock, processor = time.perf_counter(), time.process_time()
    catalog.rebuild_index()
    indexed = time.perf_counter() - clock, time.process_time() - processor
    catalog.try_out(Query(now=NOW, text="terveysasema"))
    queries = list(_variants(read_queries(DEVELOPMENT)))
    times = [_timed(catalog.try_out, query) for query in queries]
    changes = [_change(catalog, generator.service(number * 7), number) for number in range(CHANGES)]
    browsing = [_timed(catalog.try_out, Query(now=NOW, offset=page * 20)) for page in range(5)]
    memory = _memory()
    found = catalog.try_out(Query(now=NOW)).total
    restarting = _timed(create_catalog, database, folder) if folder else (0.0, 0.0)
    return {
        "services": found,
        "queries": len(queries),
        "query_p50_ms": round(statistics.median(clock for clock, _ in times) * 1000, 1),
        "query_p95_ms": round(percentile([clock for clock, _ in times], 95) * 1000, 1),
        "query_p95_processor_ms": round(percentile([processor for _, processor in times], 95) * 1000, 1),
        "browse_ms": round(statistics.median(clock for clock, _ in browsing) * 1000, 1),
        "index_seconds": round(indexed[0], 1),
        "index_processor_seconds": round(indexed[1], 1),
        "change_seconds": round(max(changes), 2),
        "change_median_seconds": round(statistics.median(changes), 2),
        "restart_seconds": round(restarting[0], 1),
        "memory_mb": memory,
        "memory_before_index_mb": before,
        "memory_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _variants(queries: Iterable[Asked]) -> Iterator[Query]:
    """Each query as written, and with a place: in its words or given, by turns."""
    places = list(vocabulary().municipalities.values())
    for number, asked in enumerate(queries):
        place = places[number % len(places)]
        yield Query(now=NOW, text=asked.text, language=asked.language)
        if number % 2:
            yield Query(now=NOW, text=f"{asked.text} {place.name(asked.language)}", language=asked.language)
        else:
            yield Query(now=NOW, text=f"{asked.text} nyt", language=asked.language, municipality=place.code)


def _change(catalog: Catalog, service: Any, number: int) -> float:
    """Seconds from before a save until a search has found the new name."""
    name = f"Uudistettu kohtaamistalo {70000 + number}"
    texts = service.texts["fi"].model_copy(update={"name": name})
    began = time.perf_counter()
    catalog.save(service.model_copy(update={"texts": {**service.texts, "fi": texts}}), "editor")
    first = catalog.try_out(Query(now=NOW, text=name)).hits[0].listing.service.id
    took = time.perf_counter() - began
    assert first == service.id, f"{name} found {first}"
    return took


def _timed(work: Callable[..., object], *arguments: object) -> tuple[float, float]:
    """Seconds of the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work(*arguments)
    return time.perf_counter() - clock, time.process_time() - processor


def _memory() -> int:
    """Resident memory of this process, MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 2**20


def _batches(records: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(records)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def prepared(services: int, channels: int) -> Path:
    """The database of a generated catalogue, written if there is none that this generator made."""
    made_by = hashlib.sha256(Path(__file__).with_name("generate.py").read_bytes() + NAMES.read_bytes()).hexdigest()[:12]
    path = PROJECT / "var" / "bench" / f"catalog-{services}-{channels}-{made_by}.db"
    if not path.exists():
        print(f"writing {services:,} services and {channels:,} channels (some minutes)", flush=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        database = create_engine(f"sqlite:///{draft}")
        fill(database, Generator(services, channels))
        database.dispose()
        draft.rename(path)
    return path


def main() -> None:
    """Measure in a process of its own, print and write."""
    parser = argparse.ArgumentParser(description="The catalogue's search over a large catalogue")
    parser.add_argument("--services", type=int, default=50_000)
    parser.add_argument("--channels", type=int, default=100_000)
    parser.add_argument("--child", type=Path, help="measure this database and print JSON")
    chosen = parser.parse_args()
    generator = Generator(chosen.services, chosen.channels) if chosen.child else None
    if generator is not None:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "catalog.db"
            shutil.copyfile(chosen.child, copy)
            figures = measure(
                create_engine(f"sqlite:///{copy}"), Path(folder) / "index", generator, MODELS / "search.npz"
            )
        print(json.dumps(figures))
        return
    path = prepared(chosen.services, chosen.channels)
    print("indexing and searching", flush=True)
    command = [sys.executable, "-m", "bench.catalog.large", "--child", str(path), "--services", str(chosen.services), "--channels", str(chosen.channels)]  # fmt: skip
    load = os.getloadavg()[0]
    figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    for name, value in figures.items():
        goal = GOALS.get(name)
        print(f"{name:26}{value:>10}" + (f"   goal < {goal}{'' if value < goal else '   MISSED'}" if goal else ""))
    about = {"python": platform.python_version(), "cores": os.cpu_count(), "load_before": round(load, 1)}
    result = {"measured_at": datetime.now(UTC).isoformat(timespec="seconds"), "about": about, "goals": GOALS, **figures}
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(f"written to {RESULTS.relative_to(PROJECT)}")


if __name__ == "__main__":
    main()
