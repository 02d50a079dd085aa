"""Scored instruments: content with a source and terms of use, checked when read, scored by a pure function.

    instruments = load_instruments()
    score(instruments["phq9"], answers).total

An instrument whose terms do not allow electronic use has no items here: only its link is offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.assessment.conditions import UNKNOWN, Value
from actions.assessment.content import read_content
from actions.assessment.errors import AnswerError, ProtocolError
from actions.assessment.instrument_schema import BandFile, InstrumentFile, ItemFile, ScaleFile
from actions.assessment.loader import checked_file
from actions.assessment.schema import WordingFile

INSTRUMENTS = Path(__file__).parent / "instruments"


@dataclass(frozen=True, slots=True)
class Item:
    """An item: `question` is its id as a question, unique over all instruments; `lead` is said before its text."""

    question: str
    file: ItemFile
    scale: tuple[ScaleFile, ...]
    lead: WordingFile | None = None
    unless: tuple[str, str] | None = None

    @property
    def points(self) -> Mapping[str, int]:
        """Points of each answer."""
        return {answer.id: answer.score for answer in self.scale}


@dataclass(frozen=True, slots=True)
class Instrument:
    """A checked instrument. Without items only `file.link` can be offered."""

    file: InstrumentFile
    items: tuple[Item, ...] = ()

    @property
    def id(self) -> str:
        """The file's id."""
        return self.file.id

    @property
    def highest(self) -> int:
        """The highest possible sum."""
        return sum(max(item.points.values()) for item in self.items)

    @property
    def lowest(self) -> int:
        """The lowest possible sum."""
        return sum(min(item.points.values()) for item in self.items)

    def cutoff(self, group: object = None) -> int | None:
        """The cut-off of a group; of an unknown one the lowest, so that not telling hides nothing."""
        limit = self.file.cutoff
        if isinstance(limit, dict):
            return limit.get(str(group), min(limit.values()))
        return limit


@dataclass(frozen=True, slots=True)
class Score:
    """A sum. Not `complete` when an item was not answered: then `total` is the least it can be, there is no band, and
    `positive` (at or above the cut-off) is None unless the known answers alone reach it.
    """

    instrument: str
    total: int
    highest: int
    complete: bool
    band: BandFile | None
    positive: bool | None


def score(instrument: Instrument, answers: Mapping[str, Value], group: object = None) -> Score:
    """The sum of the answers by question id; `group` chooses the cut-off. Raises AnswerError for no such answer."""
    total, complete = 0, True
    for item in instrument.items:
        if item.unless and answers.get(item.unless[0]) == item.unless[1]:
            continue
        value = answers.get(item.question, UNKNOWN)
        if value == UNKNOWN:
            complete = False
        elif value not in item.points:
            raise AnswerError(item.question, f"no answer {value!r}")
        else:
            total += item.points[str(value)]
    band = next((row for row in instrument.file.bands if row.low <= total <= row.high), None) if complete else None
    limit = instrument.cutoff(group)
    reached = limit is not None and total >= limit
    positive = reached if limit is not None and (complete or reached) else None
    return Score(instrument.id, total, instrument.highest, complete, band, positive)


def load_instruments(folder: Path = INSTRUMENTS) -> dict[str, Instrument]:
    """Every instrument of a folder, by id. Raises ProtocolError, naming file and key."""
    files = {}
    for path in sorted(folder.glob("*.yml")):
        file = checked_file(InstrumentFile, read_content(path), path.name)
        if file.id != path.stem:
            raise ProtocolError(path.name, "id", f"is {file.id!r}; it must be the file's name")
        files[file.id] = file
    made = {name: Instrument(file, tuple(_items(file, files))) for name, file in files.items()}
    for name, instrument in made.items():
        for key, problem in _problems(instrument):
            raise ProtocolError(f"{name}.yml", key, problem)
    return made


def _items(file: InstrumentFile, files: Mapping[str, InstrumentFile]) -> Iterator[Item]:
    whole = file
    if file.part_of:
        if file.part_of.instrument not in files:
            raise ProtocolError(f"{file.id}.yml", "part_of.instrument", "no such instrument")
        whole = files[file.part_of.instrument]
    for item in whole.items:
        if file.part_of and item.id not in file.part_of.items:
            continue
        unless = next(((f"{whole.id}_{name}", answer) for name, answer in item.unless.items()), None)
        yield Item(f"{whole.id}_{item.id}", item, tuple(item.scale or whole.scale), whole.lead, unless)


def _problems(instrument: Instrument) -> Iterator[tuple[str, str]]:
    file = instrument.file
    if (file.status == "approved") != (file.reviewed_by is not None and file.reviewed_on is not None):
        yield "status", "approved goes with reviewed_by and reviewed_on, and only with them"
    if file.terms.electronic_use == "link_only":
        if file.items or file.part_of or file.bands:
            yield "terms", "do not allow the items to be asked here: only a link may be given"
        if not file.link or not file.link.startswith("https://"):
            yield "link", "is needed when only a link may be given, and begins https://"
        return
    if not instrument.items:
        yield "items", "an instrument that may be used has items"
    if file.part_of and len(instrument.items) != len(file.part_of.items):
        yield "part_of.items", "names an item that the instrument does not have"
    if file.items and len(file.wording) < 3:
        yield "wording", "says of every language whether the words are the published ones"
    yield from _item_problems(instrument)
    if file.range != [instrument.lowest, instrument.highest]:
        yield "range", f"is not that of the items, {instrument.lowest} to {instrument.highest}"
    sums = [value for band in file.bands for value in range(band.low, band.high + 1)]
    if sums != list(range(instrument.lowest, instrument.highest + 1)):
        yield "bands", "must cover every sum exactly once, in order"
    limits = file.cutoff.values() if isinstance(file.cutoff, dict) else [file.cutoff]
    if any(limit is None or not instrument.lowest < limit <= instrument.highest for limit in limits):
        yield "cutoff", "is a sum above the lowest possible"
    if isinstance(file.cutoff, dict) != (file.cutoff_by is not None):
        yield "cutoff_by", "goes with a cut-off for each group, and only with it"


def _item_problems(instrument: Instrument) -> Iterator[tuple[str, str]]:
    asked: dict[str, Item] = {}
    for item in instrument.items:
        key = f"items({item.file.id})"
        points = [answer.score for answer in item.scale]
        if item.question in asked:
            yield key, "is there twice"
        if len(points) < 2 or points != sorted(set(points)) or len(item.points) != len(points):
            yield f"{key}.scale", "has at least two answers, from the fewest points to the most"
        if item.unless:
            earlier = asked.get(item.unless[0])
            if earlier is None or earlier.points.get(item.unless[1]) != 0:
                yield f"{key}.unless", "names an earlier item and its answer of no points"
        asked[item.question] = item
