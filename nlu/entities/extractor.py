"""From a message's words to its entities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from nlu.entities import body, composing, people, quantities, since, times
from nlu.entities.content import Content, EntityContentError
from nlu.entities.entity import Entity
from nlu.entities.names import Name, Names, stem_of, unknown_names
from nlu.entities.pieces import Piece, Pieces
from nlu.entities.places import Places
from nlu.entities.reading import Reader, Value
from nlu.entities.rules import Match, Rules
from nlu.morphology import Morphology, Word

HELSINKI = ZoneInfo("Europe/Helsinki")
_READERS: dict[str, Reader] = {**quantities.READERS, **body.READERS, **times.READERS, **since.READERS}
_UNIT_WORDS = frozenset(
    ("health_station", "hospital", "emergency_department", "maternity_child_clinic", "pharmacy", "laboratory",
     "dental_care", "family_centre")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Found:
    match: Match
    value: Value


class EntityExtractor:
    """Finds the entities of one language's messages. Thread-safe: it changes nothing after it is made."""

    def __init__(self, content: Content, morphology: Morphology) -> None:
        unread = sorted({row.read for row in content.rules} - set(_READERS))
        if unread:
            raise EntityContentError(f"rules.yml: read: {unread[0]!r} is no reader")
        names = unknown_names(content)
        self._morphology = morphology
        self._pieces = Pieces(content, morphology, lambda word: stem_of(word, names))
        self._names = Names(content, self._pieces, morphology)
        self._rules = Rules(content.rules, self._pieces, morphology)
        self._places = Places(content)

    def extract(self, text: str, now: datetime | None = None) -> list[Entity]:
        """The entities of ``text`` in order; days are relative to ``now`` (aware; the clock when None)."""
        return self.entities_of(self._morphology.analyse(text), text, now)

    def entities_of(self, words: Sequence[Word], text: str, now: datetime | None = None) -> list[Entity]:
        """The same for words already analysed."""
        moment = (now or datetime.now(HELSINKI)).astimezone(HELSINKI)
        message = self._pieces.of(words)
        if not message:
            return []
        doc = self._pieces.doc(message)
        found = list(_read(self._rules.find(doc, message), moment))
        names = self._names.find(doc, message)
        entities = [*_by_rules(found, message, text, moment), *_by_names(names, message, text)]
        entities += (
            _entity("municipality", place.municipality.code, message, place.first, place.last, text,
                    {"name": place.municipality.name})
            for place in self._places.find(message)
        )  # fmt: skip
        entities = _without_repeats(entities)
        symptoms = [entity for entity in entities if entity.name == "symptom"]
        troubled = frozenset(at for at, piece in enumerate(message) if any(_covers(e, piece) for e in symptoms))
        entities += _by_people(message, troubled, text)
        return sorted(entities, key=lambda entity: (entity.start, entity.end, entity.name))


def _read(matches: Iterator[Match], now: datetime) -> Iterator[_Found]:
    """The matches that have a value, without those that overlap a longer or earlier one of their layer."""
    read = [_Found(match, value) for match in matches if (value := _READERS[match.rule.read](match, now)) is not None]
    taken: dict[str, set[int]] = {}
    for found in sorted(read, key=lambda f: (-f.match.reach, f.match.order, f.match.first)):
        places = taken.setdefault(found.match.rule.layer, set())
        span = range(found.match.first, found.match.last)
        if places.isdisjoint(span):
            places.update(span)
            yield found


def _by_rules(found: Sequence[_Found], message: Sequence[Piece], text: str, now: datetime) -> Iterator[Entity]:
    spans = []
    for one in found:
        match, value = one.match, one.value
        if isinstance(value.value, times.TimePart):
            spans.append(composing.TimeSpan(value.value, match.first, match.last))
        elif match.rule.entity is not None:
            values = value.value if isinstance(value.value, tuple) else (value.value,)
            span = match.first, match.last
            for each in values:
                yield _entity(match.rule.entity, each, message, *span, text, value.more, value.negated)
    for time in composing.compose(spans, message):
        yield _entity("time", composing.value(time.part, now), message, time.first, time.last, text)


def _by_names(names: Sequence[Name], message: Sequence[Piece], text: str) -> Iterator[Entity]:
    for name in names:
        pieces = message[name.first : name.last]
        denied = any(piece.negated for piece in pieces) and not any(piece.tag == "NEG" for piece in pieces)
        negated = name.absent or denied  # "en saa unta" names the trouble by denying something
        yield _entity(name.entity, name.value, message, name.first, name.last, text, negated=negated)
        if name.entity == "service" and name.value in _UNIT_WORDS and name.first:
            owner = message[name.first - 1]
            if owner.case == "genitive" and owner.surface[0].isupper() and owner.tag in ("", "STREET"):
                first = name.first - 1
                more = {"name": text[owner.start : message[name.last - 1].end]}
                yield _entity("unit", name.value, message, first, name.last, text, more)


def _by_people(message: Sequence[Piece], troubled: frozenset[int], text: str) -> Iterator[Entity]:
    for person in people.concerned(message, troubled):
        yield _entity("who", person.value, message, person.at, person.at + 1, text, negated=False)
        if person.sex:
            yield _entity("sex", person.sex, message, person.at, person.at + 1, text, negated=False)
    for writer in people.writers_sex(message):
        yield _entity("sex", writer.sex, message, writer.at, writer.at + 1, text)


def _entity(
    name: str, value: object, message: Sequence[Piece], first: int, last: int, text: str,
    more: object = None, negated: bool | None = None,
) -> Entity:  # fmt: skip
    start, end = message[first].start, message[last - 1].end
    said = any(piece.negated for piece in message[first:last]) if negated is None else negated
    return Entity(name, value, start, end, text[start:end], said, dict(more) if isinstance(more, dict) else {})


def _covers(entity: Entity, piece: Piece) -> bool:
    return entity.start <= piece.start and piece.end <= entity.end


def _without_repeats(entities: Sequence[Entity]) -> list[Entity]:
    """One entity for a name and value at overlapping places, the longer; plain "pain" gives way to a pain of a part."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=lambda entity: entity.start - entity.end):
        overlapping = [other for other in kept if other.name == entity.name and _overlap(other, entity)]
        if any(other.value == entity.value for other in overlapping):
            continue
        if entity.name == "symptom" and entity.value == "pain" and overlapping:
            continue
        kept.append(entity)
    return kept


def _overlap(one: Entity, other: Entity) -> bool:
    return one.start < other.end and other.start < one.end
