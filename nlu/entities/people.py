"""Who a message is about: the writer or somebody else, by how the sentence names them.

"Lapsella on kuumetta" is about the child, "lapsi sanoi että mulla on kuumetta" about the writer, and "mun
lapsella" about the child: an experiencer's case wins over a mere mention, and a possessor is no experiencer.
When several persons are named equally they are all given, and the assessment asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlu.entities.pieces import Piece

_EXPERIENCERS = frozenset(("adessive", "allative", "ablative"))
_OTHER_CASES = frozenset(("inessive", "illative", "essive", "translative"))
_EXPERIENCER, _TOPIC, _MENTION = 3, 2, 1
_CHILD_UNTIL = 13  # years; somebody so young does not write of themselves ("2-vuotiaalla on kuumetta")
_DESCRIBED, _NEAR = 4, 3  # pieces after a word in which what it is about is looked for
_ANSWER = 2  # pieces of a message that is only an answer: "minulla"
_POSSESSIVES = ("ni", "mme")
_COPULAS = frozenset(("olen", "oon", "olin", "on", "är", "i'm", "am", "im"))
_AGES = frozenset(("NUM", "DASH", "AGED", "AGEWORD"))
_TROUBLE = frozenset(("BODY", "PAIN", "PAINED", "FEVER", "AGED", "AGEWORD", "PREGNANT"))


@dataclass(frozen=True, slots=True)
class Concerned:
    """A person the message is about; ``sex`` when the word tells."""

    value: str
    sex: str | None
    at: int


@dataclass(frozen=True, slots=True)
class _Mention:
    person: Concerned
    rank: int


def concerned(message: Sequence[Piece], symptoms: frozenset[int]) -> tuple[Concerned, ...]:
    """The persons concerned, each value once; ``symptoms`` are the pieces that name a trouble."""
    mentions = [mention for at in range(len(message)) if (mention := _mention(message, at, symptoms))]
    others = [mention for mention in mentions if mention.person.value != "self"]
    best = max((mention.rank for mention in others or mentions), default=0)
    own = max((mention.rank for mention in mentions if mention.person.value == "self"), default=0)
    if others and own == _EXPERIENCER and best < _EXPERIENCER:
        mentions, best = [mention for mention in mentions if mention.person.value == "self"], own
    elif others and own <= best and own < _EXPERIENCER:
        mentions = others
    chosen: dict[str, Concerned] = {}
    for mention in sorted(mentions, key=lambda mention: message[mention.person.at].tag != "PERSON"):
        if mention.rank == best:
            chosen.setdefault(mention.person.value, mention.person)
    return tuple(chosen.values())


def writers_sex(message: Sequence[Piece]) -> Iterator[Concerned]:
    """The writer as a man or a woman: "olen 45-vuotias nainen", "mies 56 v"."""
    for at, piece in enumerate(message):
        value, _, sex = str(piece.value).partition(" ") if piece.tag == "PERSON" else ("", "", "")
        if value == "adult" and sex and piece.case in ("nominative", None) and _describes_writer(message, at):
            yield Concerned("self", sex, at)


def _describes_writer(message: Sequence[Piece], at: int) -> bool:
    """Whether the word describes the writer: after "olen", or beside an age."""
    before, after = message[max(0, at - 4) : at], message[at + 1 : at + 3]
    if any(piece.normal in _COPULAS - {"on"} for piece in before):
        return True
    aged = ("AGED", "AGEWORD", "NUM", "UNIT")
    return any(piece.tag in aged for piece in (*before[-1:], *after[:1])) or len(message) == 1


def _mention(message: Sequence[Piece], at: int, symptoms: frozenset[int]) -> _Mention | None:
    piece = message[at]
    if piece.tag == "SELF":
        rank = _rank_of_self(message, at, symptoms)
        return _Mention(Concerned("self", None, at), rank) if rank else None
    if piece.tag in ("AGEWORD", "AGED", "NEWBORN") and _is_young(message, at) and not _follows_copula(message, at):
        return _Mention(Concerned("child", None, at), _EXPERIENCER if piece.case in _EXPERIENCERS else _TOPIC)
    if piece.tag != "PERSON":
        return _first_person(message, at, symptoms)
    value, _, sex = str(piece.value).partition(" ")
    if value == "adult":
        if not _is_partner(message, at):
            return None
        value = "partner"
    rank = _rank(message, at, symptoms)
    return _Mention(Concerned(value, sex or None, at), rank) if rank else None


def _first_person(message: Sequence[Piece], at: int, symptoms: frozenset[int]) -> _Mention | None:
    """ "Oksensin", "oon väsynyt", "olen 45-vuotias": the verb says who; weaker than any person named.

    Other verbs ("haluaisin ajan") say who writes, not who is ill.
    """
    word = message[at].words[0]
    if word.person != "1" or word.number == "plural" or word.word_class != "verb":
        return None
    described = word.lemma == "olla" and _troubled(message, at, symptoms, _DESCRIBED)
    return _Mention(Concerned("self", None, at), _MENTION) if at in symptoms or described else None


def _troubled(message: Sequence[Piece], at: int, symptoms: frozenset[int], reach: int) -> bool:
    """Whether a trouble is named within ``reach`` pieces after ``at``, before another person."""
    for index in range(at + 1, min(at + 1 + reach, len(message))):
        piece = message[index]
        if piece.tag == "PERSON" and not str(piece.value).startswith("adult"):
            return False
        if index in symptoms or piece.tag in _TROUBLE:
            return True
    return False


def _rank(message: Sequence[Piece], at: int, symptoms: frozenset[int]) -> int:
    piece, following = message[at], message[at + 1] if at + 1 < len(message) else None
    if _follows_copula(message, at) and piece.case in ("nominative", None) and message[at - 1].normal != "on":
        return 0  # "olen kahden lapsen äiti"
    if piece.case == "genitive" and following is not None and following.tag == "PERSON":
        return 0  # "lapsen isä"
    if any(other.tag == "EXPECT" for other in message[max(0, at - 2) : at]):
        return 0  # "odotan vauvaa"
    if piece.case in _OTHER_CASES or (following is not None and following.tag == "SINCE"):
        return 0  # "naapurissa", "lapsena", "nuoresta asti"
    if _acts(message, at):
        return 0
    if piece.case in _EXPERIENCERS:
        return _EXPERIENCER
    if _troubled(message, at, symptoms, _NEAR) and piece.case in ("genitive", "partitive", "nominative", None):
        return _EXPERIENCER
    return _TOPIC


def _acts(message: Sequence[Piece], at: int) -> bool:
    """Whether the person only says or does something: "äiti sanoi", "kaveri vei mut"."""
    nearby = message[at + 1 : at + 3]
    return message[at].case in ("nominative", None) and any(other.tag == "SAY" for other in nearby)


def _rank_of_self(message: Sequence[Piece], at: int, symptoms: frozenset[int]) -> int:
    piece = message[at]
    if len(message) <= _ANSWER:
        return _EXPERIENCER
    following = message[at + 1] if at + 1 < len(message) else None
    if _possesses(message, at):
        return 0  # "mun lapsella", "min 2-åriga son"
    if following is not None and following.tag == "AND" and piece.case in _EXPERIENCERS:
        return _EXPERIENCER  # "minulla ja lapsella"
    foreign = piece.words[0].word_class == "word"  # Swedish and English have no cases: "jag har ont", "my knee"
    if piece.case in _EXPERIENCERS:
        return _EXPERIENCER if _troubled(message, at, symptoms, len(message)) else 0
    if piece.case in ("genitive", "partitive") or foreign:
        return _EXPERIENCER if _troubled(message, at, symptoms, _DESCRIBED + foreign) else 0
    return _MENTION if _troubled(message, at, symptoms, _DESCRIBED) else 0


def _possesses(message: Sequence[Piece], at: int) -> bool:
    """Whether a person follows, at most an age between."""
    for piece in message[at + 1 : at + 5]:
        if piece.tag == "PERSON":
            return True
        if piece.tag not in _AGES:
            return False
    return False


def _is_partner(message: Sequence[Piece], at: int) -> bool:
    """Whether "mies" or "nainen" is the writer's husband or wife: "mieheni", "mun mies", "miehellä on"."""
    piece = message[at]
    if _describes_writer(message, at) and piece.case in ("nominative", None):
        return False
    owned = piece.words[0].normal.endswith(_POSSESSIVES)
    own = at > 0 and message[at - 1].normal in ("minun", "meidän", "min", "mitt", "my", "our")
    return owned or own or piece.case in _EXPERIENCERS


def _follows_copula(message: Sequence[Piece], at: int) -> bool:
    return any(piece.normal in _COPULAS for piece in message[max(0, at - 4) : at])


def _is_young(message: Sequence[Piece], at: int) -> bool:
    """Whether an age is a child's."""
    piece = message[at]
    if piece.tag == "NEWBORN":
        return True
    if piece.tag == "AGEWORD" and isinstance(piece.value, tuple):
        number, unit = piece.value
        return unit != "year" or float(number) < _CHILD_UNTIL
    numbers = [float(str(other.value)) for other in message[max(0, at - 2) : at] if other.tag == "NUM"]
    limit = {"year": _CHILD_UNTIL, "month": _CHILD_UNTIL * 12, "week": _CHILD_UNTIL * 52}.get(str(piece.value), 0)
    return bool(numbers) and numbers[-1] < limit
