"""The catalogue's search over a large generated catalogue: times, memory, and how soon a change is found.

    make bench-catalog-large        50,000 services and 100,000 channels; bench/results/catalog-large.json

The catalogue is written once to var/bench and used again while the generator stays the same.

Measured are processes that do what web does, with an index folder: one indexes everything, answers and takes changes
in; others start with the folder it left and answer. Their memory is all that they hold (Python, dictionaries, the model
of topics, the index), at the end and at the most, with the parts of the index's files that were read: the system may
drop those (`memory_files_mb`). The generator that made the catalogue is no part of them.

Each of these processes asks every query once, with nothing remembered from before; half of the queries are for a
municipality. The time of queries is that of the process with the lowest 95th percentile: other work on the machine only
ever adds. Beside the seconds of the clock stand those of the processor, and the machine's load.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from bench.catalog.__main__ import MODELS, NOW, percentile
from bench.catalog.generate import NAMES, Generator
from bench.catalog.queries import DEVELOPMENT, Asked, read_queries
from bot.settings import PROJECT
from services_catalog import Catalog, Query, create_catalog, store
from services_catalog.model import CatalogBase
from services_catalog.reading import batches
from services_catalog.vocabulary import vocabulary

RESULTS = PROJECT / "bench" / "results" / "catalog-large.json"
GOALS = {"query_p95_ms": 15, "index_seconds": 90, "change_seconds": 2, "memory_peak_mb": 600}
"""What the figures must stay under."""
CHANGES = 15
RESTARTS = 2


def fill(database: Engine, generator: Generator) -> None:
    """Write a generated catalogue, as an import does."""
    CatalogBase.metadata.create_all(database)
    steps: tuple[tuple[Iterable[Any], Callable[..., Any]], ...] = (
        (generator.organisations(), store.save_organisation),
        (generator.channels(), store.save_channel),
        (generator.services(), store.save_service),
    )
    for records, save in steps:
        for some in batches(records):
            with Session(database) as session, session.begin():
                for record in some:
                    save(session, record, "ptv")


def index_all(database: Engine, folder: Path, model: Path | None) -> dict[str, Any]:
    """Figures of a process that indexes everything, answers, and takes changes in. The services changed stay so."""
    catalog = create_catalog(database, folder, model=model)
    before = _memory("VmRSS")
    indexed = _timed(catalog.rebuild_index)
    answered = _answers(catalog)
    changes = [_change(catalog, f"gen-{number * 7:06d}", number) for number in range(CHANGES)]
    return {
        "services": catalog.try_out(Query(now=NOW)).total,
        "index_seconds": round(indexed[0], 1),
        "index_processor_seconds": round(indexed[1], 1),
        "change_seconds": round(max(changes), 2),
        "change_median_seconds": round(statistics.median(changes), 2),
        "memory_before_index_mb": before,
        **answered,
    }


def restart(database: Engine, folder: Path, model: Path | None) -> dict[str, Any]:
    """Figures of a process that starts with the index another one left, and answers."""
    began = time.perf_counter()
    catalog = create_catalog(database, folder, model=model)
    return {"restart_seconds": round(time.perf_counter() - began, 1), **_answers(catalog)}


def _answers(catalog: Catalog) -> dict[str, Any]:
    """Times of all queries, of a list without words, and this process's memory after them."""
    catalog.try_out(Query(now=NOW, text="terveysasema"))
    load = os.getloadavg()[0]
    times = [_timed(catalog.try_out, query) for query in _variants(read_queries(DEVELOPMENT))]
    browsing = [_timed(catalog.try_out, Query(now=NOW, offset=page * 20)) for page in range(5)]
    clock, processor = ([took[at] * 1000 for took in times] for at in (0, 1))
    return {
        "load": round(load, 1),
        "queries": len(times),
        "query_p50_ms": round(statistics.median(clock), 1),
        "query_p95_ms": round(percentile(clock, 95), 1),
        "query_p95_processor_ms": round(percentile(processor, 95), 1),
        "browse_ms": round(statistics.median(took for took, _ in browsing) * 1000, 1),
        "memory_mb": _memory("VmRSS"),
        "memory_files_mb": _memory("RssFile"),
        "memory_peak_mb": _memory("VmHWM"),
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


def _change(catalog: Catalog, service_id: str, number: int) -> float:
    """Seconds from before a save until a search has found the new name."""
    name = f"Uudistettu kohtaamistalo {70000 + number}"
    service = catalog.get(service_id).service
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


def _memory(line: str) -> int:
    """A line of this process's status, MB: VmRSS is its memory, RssFile of that mapped files, VmHWM the most so far."""
    status = dict(row.split(":", 1) for row in Path("/proc/self/status").read_text().splitlines())
    return int(status[line].split()[0]) // 1024


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


def measured(path: Path) -> dict[str, Any]:
    """Every figure of a generated catalogue; of the passes over the queries, the one with the lowest p95."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "catalog.db"
        shutil.copyfile(path, copy)
        whole, *restarted = (_apart(part, copy) for part in ("index", *["restart"] * RESTARTS))
    passes = [whole, *restarted]
    return {
        **whole,
        **min(passes, key=lambda one: float(one["query_p95_ms"])),
        "query_p95_ms_each": [one["query_p95_ms"] for one in passes],
        "load_each": [one["load"] for one in passes],
        "restart_seconds": max(one["restart_seconds"] for one in restarted),
        "memory_mb": max(one["memory_mb"] for one in passes),
        "memory_peak_mb": max(one["memory_peak_mb"] for one in passes),
    }


def _apart(part: str, database: Path) -> dict[str, Any]:
    """The figures of one part, from a process of its own."""
    command = [sys.executable, "-m", "bench.catalog.large", "--part", part, "--database", str(database)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def main() -> None:
    """Measure, each part in a process of its own, print and write."""
    parser = argparse.ArgumentParser(description="The catalogue's search over a large catalogue")
    parser.add_argument("--services", type=int, default=50_000)
    parser.add_argument("--channels", type=int, default=100_000)
    parser.add_argument("--part", choices=PARTS, help="measure this part only and print JSON")
    parser.add_argument("--database", type=Path, help="the database of --part, which is written to")
    chosen = parser.parse_args()
    if chosen.part:
        folder = chosen.database.with_name("index")
        print(
            json.dumps(PARTS[chosen.part](create_engine(f"sqlite:///{chosen.database}"), folder, MODELS / "search.npz"))
        )
        return
    path = prepared(chosen.services, chosen.channels)
    print("indexing and searching", flush=True)
    figures = measured(path)
    for name, value in figures.items():
        goal = GOALS.get(name)
        told = ", ".join(map(str, value)) if isinstance(value, list) else value
        print(f"{name:26}{told:>10}" + (f"   goal < {goal}{'' if value < goal else '   MISSED'}" if goal else ""))
    about = {"python": platform.python_version(), "cores": os.cpu_count()}
    result = {"measured_at": datetime.now(UTC).isoformat(timespec="seconds"), "about": about, "goals": GOALS, **figures}
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(f"written to {RESULTS.relative_to(PROJECT)}")


PARTS = {"index": index_all, "restart": restart}

if __name__ == "__main__":
    main()
