"""PTV's classes in the catalogue's terms, and which topics a service answers: data in terms.yml and topics.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from services_catalog.content import check, read_yaml
from services_catalog.errors import ContentError
from services_catalog.hours.document import Document
from services_catalog.importing.draft import Classes, ServiceDraft, Term
from services_catalog.record import Localised
from services_catalog.seed.load import FOLDER as SEED
from services_catalog.vocabulary import Vocabulary, vocabulary

HERE = Path(__file__).parent
MOST_MAIN = 3
COUNTY_WORDS = ("hyvinvointialue", "välfärdsområde", "wellbeing services county")
MOST_ALSO = 60
"""A health station takes in some forty symptoms; more than this is a fault of the data."""


class _Rule(Document):
    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


class _Topics(Document):
    version: int
    topics: dict[str, _Rule]


class _Terms(Document):
    version: int
    target_groups: dict[str, str]
    not_for_residents: tuple[str, ...]
    life_events: dict[str, tuple[str, ...]]
    languages: dict[str, str]
    organisations: dict[str, str]
    texts: dict[str, Localised]


@dataclass(frozen=True)
class Guesser:
    """Terms and topics of a service draft."""

    texts: Mapping[str, Localised]
    _terms: _Terms
    _topics: Mapping[str, _Rule]
    _known: Vocabulary

    def for_residents(self, classes: Classes) -> bool:
        """Whether the service is for people at all; so it is when no target group is told."""
        codes = [term.code for term in classes.target_groups if term.code]
        return not codes or any(code.split(".")[0] not in self._terms.not_for_residents for code in codes)

    def audiences(self, classes: Classes) -> tuple[str, ...]:
        """Whom it is for: the particular groups, or everyone when none is told."""
        found = [self._terms.target_groups.get(term.code, "") for term in classes.target_groups]
        special = [one for one in dict.fromkeys(found) if one not in ("", "everyone")]
        return tuple(special) or ("everyone",)

    def life_events(self, classes: Classes) -> tuple[str, ...]:
        """Life events the catalogue knows."""
        names = [term.names["fi"].lower() for term in classes.life_events if "fi" in term.names]
        return tuple(
            event for event, words in self._terms.life_events.items() if any(_has(name, words) for name in names)
        )

    def languages(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Languages of service the catalogue knows."""
        own = (self._terms.languages.get(code, code) for code in codes)
        return tuple(dict.fromkeys(code for code in own if code in self._known.languages))

    def organisation_kind(self, kind: str, names: Iterable[str]) -> str:
        """What kind an organisation is. Wellbeing services counties are told by name: their type has varied."""
        if any(_has(name.lower(), COUNTY_WORDS) for name in names):
            return "county"
        return self._terms.organisations.get(kind, "association")

    def topics(self, draft: ServiceDraft) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the service is for, and what else it answers."""
        names = [n.lower() for n in (*draft.names.values(), *(n for more in draft.other_names.values() for n in more))]
        classes = (draft.classes, draft.general.classes)
        terms = _finnish(term for one in classes for term in one.ontology_terms)
        wide = _finnish(term for one in classes for term in one.service_classes)
        by_name = [t for t, rule in self._topics.items() if any(_has(name, rule.names) for name in names)]
        by_term = [t for t, rule in self._topics.items() if terms.intersection(rule.terms)]
        by_class = [t for t, rule in self._topics.items() if wide.intersection(rule.classes)]
        main = (by_name or by_term)[:MOST_MAIN]
        further = [topic for name in by_name for topic in self._topics[name].also]
        voucher = ["service_voucher"] if draft.vouchers_in_use else []
        also = [topic for topic in (*by_name, *by_term, *further, *voucher, *by_class) if topic not in main]
        return tuple(main), tuple(dict.fromkeys(also))[:MOST_ALSO]


@lru_cache(maxsize=1)
def create_guesser() -> Guesser:
    """The guesser of the two files. Raises ContentError when one is wrong."""
    known = vocabulary()
    terms = check(_Terms, read_yaml(HERE / "terms.yml"), "terms.yml")
    topics = check(_Topics, read_yaml(HERE / "topics.yml"), "topics.yml").topics
    sets: Mapping[str, list[str]] = read_yaml(SEED / "topic_sets.yml")
    _check(terms, topics, sets, known)
    return Guesser(terms.texts, terms, {t: _expanded(rule, sets) for t, rule in topics.items()}, known)


def _check(terms: _Terms, topics: Mapping[str, _Rule], sets: Mapping[str, list[str]], known: Vocabulary) -> None:
    sets_named = {f"@{name}" for name in sets}
    for where, used, allowed in (
        ("terms.yml: target_groups", terms.target_groups.values(), known.audiences.keys()),
        ("terms.yml: life_events", terms.life_events, known.life_events.keys()),
        ("terms.yml: languages", terms.languages.values(), known.languages.keys()),
        ("topics.yml: topics", topics, known.topics.keys()),
        ("topics.yml: also", [t for rule in topics.values() for t in rule.also], known.topics.keys() | sets_named),
    ):
        if missing := [value for value in used if value not in allowed]:
            raise ContentError(f"importing/{where}: {missing[0]!r} is not known")


def _expanded(rule: _Rule, sets: Mapping[str, list[str]]) -> _Rule:
    also = [one for topic in rule.also for one in (sets[topic[1:]] if topic.startswith("@") else [topic])]
    return rule.model_copy(update={"also": tuple(also)})


def _finnish(terms: Iterable[Term]) -> set[str]:
    return {term.names["fi"].lower() for term in terms if "fi" in term.names}


def _has(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words begins a word of `text`; one of up to three letters must be the whole word."""
    return bool(words) and _beginning(words).search(text) is not None


@lru_cache(maxsize=256)
def _beginning(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(word)}" + (r"\b" if len(word) <= 3 else "") for word in words))
