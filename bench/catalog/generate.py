"""A large catalogue made from the five counties' seeds: as many services and channels as asked, always the same.

A service keeps what its seed service is for (topics, audiences, names in common use) and gets a municipality and a
district, a name that says where, a description put together from sentences of services with the same topic and from
sentences of its own (place, address, times, whom it suits), and channels of its own with invented streets and numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import yaml

from bot.settings import PROJECT
from services_catalog.record import LANGUAGES, Channel, ChannelLink, Language, Organisation, Service, Texts
from services_catalog.seed import load_seed
from services_catalog.vocabulary import Municipality, vocabulary

REGIONS = ("ita-uusimaa", "paijat-hame", "etela-savo", "pohjois-karjala", "etela-pohjanmaa")
NAMES = PROJECT / "bench" / "data" / "place_names.yml"
ORGANISATIONS = 400
DESCRIPTION_SENTENCES = (2, 7)
OWN_SENTENCES = 3
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
WEEKS = ({"mon-fri": "08:00-16:00"}, {"mon-thu": "08:00-15:30", "fri": "08:00-14:00"}, {"mon-sun": "07:00-21:00"},
         {"tue": "10:00-18:00", "thu": "10:00-18:00"}, {"mon-fri": "09:00-12:00, 13:00-15:00"})  # fmt: skip
DAYS: dict[Language, tuple[str, ...]] = {
    "fi": ("maanantaisin", "tiistaisin", "keskiviikkoisin", "torstaisin", "perjantaisin"),
    "sv": ("på måndagar", "på tisdagar", "på onsdagar", "på torsdagar", "på fredagar"),
    "en": ("on Mondays", "on Tuesdays", "on Wednesdays", "on Thursdays", "on Fridays"),
}
KINDS = ("location", "phone", "location", "webpage", "phone", "form", "location", "eservice")


@dataclass(frozen=True)
class Place:
    """An invented district of a municipality, by its names."""

    municipality: Municipality
    fi: str
    of: str
    sv: str

    def name(self, language: Language) -> str:
        """The name in `language`; English uses the Finnish one."""
        return self.sv if language == "sv" else self.fi


class Generator:
    """Documents of a catalogue of `services` services and `channels` channels."""

    def __init__(self, services: int, channels: int) -> None:
        self._services, self._channels = services, channels
        self._names: dict[str, list[dict[str, str]]] = yaml.safe_load(NAMES.read_text(encoding="utf-8"))
        self._municipalities = list(vocabulary().municipalities.values())
        self._models = [service for region in REGIONS for service in load_seed(region).services]
        self._sentences = self._pool()
        self._own_places = _places_pattern()

    def organisations(self) -> Iterator[Organisation]:
        """Counties, municipalities' and associations' organisations."""
        for number in range(ORGANISATIONS):
            draw, names = Random(f"organisation {number}"), {}
            place, kind = self._place(draw), draw.choice(self._names["association"])
            for language in LANGUAGES:
                names[language] = f"{place.name(language)} {kind[language]}"
            yield Organisation(id=f"gen-org-{number}", kind="association" if number % 4 else "county", names=names)

    def channels(self) -> Iterator[Channel]:
        """Places, lines, pages and forms."""
        for number in range(self._channels):
            yield self._channel(number)

    def services(self) -> Iterator[Service]:
        """The services, each with its own share of the channels."""
        for number in range(self._services):
            yield self.service(number)

    def service(self, number: int, name: str | None = None) -> Service:
        """One service; `name` instead of the Finnish name that it would have."""
        draw = Random(f"service {number}")
        model = self._models[number % len(self._models)]
        place = self._place_of(number)
        texts = {x: self._texts(draw, model, x, place) for x in LANGUAGES if x in model.texts}
        if name is not None:
            texts["fi"] = texts["fi"].model_copy(update={"name": name})
        share = self._channels // self._services
        channels = [number * share + i for i in range(share)]
        if draw.random() < 0.3:
            channels.append(draw.randrange(self._channels))
        near = {place.municipality.code, *(draw.choice(self._of(place)).code for _ in range(draw.choice((0, 0, 1, 4))))}
        return model.model_copy(update={
            "id": f"gen-{number:06d}", "region": place.municipality.region, "texts": texts,
            "organisation": f"gen-org-{draw.randrange(ORGANISATIONS)}", "stops": (),
            "municipalities": () if model.nationwide else tuple(sorted(near)),
            "channels": tuple(ChannelLink(id=f"gen-ch-{i}") for i in dict.fromkeys(channels)),
        })  # fmt: skip

    def _texts(self, draw: Random, model: Service, language: Language, place: Place) -> Texts:
        seed = model.texts[language]
        bare = self._own_places.sub("", seed.name).strip(" ,-") or seed.name
        topic = draw.choice(model.topics or model.also_topics)
        shared = self._sentences.get((language, topic), ())
        sentences = draw.sample(shared, min(len(shared), draw.randint(*DESCRIPTION_SENTENCES)))
        for template in draw.sample(self._names["sentence"], OWN_SENTENCES):
            sentences.insert(
                draw.randint(0, len(sentences)), self._filled(draw, template[language], topic, language, place)
            )
        return seed.model_copy(update={
            "name": self._name(draw, bare, language, place), "description": " ".join(sentences),
            "alternative_names": tuple(draw.sample(seed.alternative_names, draw.randint(0, len(seed.alternative_names)))),
        })  # fmt: skip

    def _filled(self, draw: Random, template: str, topic: str, language: Language, place: Place) -> str:
        first, street = draw.choice(self._names["first"]), draw.choice(self._names["street"])
        known = vocabulary().topics[topic]
        street_language = "sv" if language == "sv" else "fi"
        return template.format(
            place=place.name(language), of=place.of if language == "fi" else place.name(language),
            town=place.municipality.name(language), number=draw.randint(2, 90), day=draw.choice(DAYS[language]),
            street=first[street_language] + street[street_language], hour=draw.randint(8, 18),
            word=draw.choice(known.words.get(language) or (topic,)),
            need=draw.choice(known.needs.get(language) or known.words.get(language) or (topic,)),
        )  # fmt: skip

    def _name(self, draw: Random, bare: str, language: Language, place: Place) -> str:
        form = draw.randrange(4)
        if form == 0:
            return f"{bare}, {place.municipality.name(language)}"
        if form == 1 and language == "fi":
            return f"{place.of} {bare[0].lower()}{bare[1:]}"
        return f"{bare}, {place.name(language)}" if form < 3 else bare

    def _channel(self, number: int) -> Channel:
        draw = Random(f"channel {number}")
        share = self._channels // self._services
        place = self._place_of(number // share)
        kind = KINDS[(number + number // share) % len(KINDS)]
        values: dict[str, Any] = {"id": f"gen-ch-{number}", "kind": kind, "sample": True}
        if kind == "location":
            first, street, house = (draw.choice(self._names[key]) for key in ("first", "street", "house"))
            door = draw.randint(1, 90)
            values["names"] = {
                "fi": f"{place.of} {house['fi']}",
                "sv": f"{place.sv} {house['sv']}",
                "en": f"{place.fi} {house['en']}",
            }
            values["address"] = {
                "street": {x: f"{first[x]}{street[x]} {door}" for x in ("fi", "sv")},
                "postal_code": f"{draw.randint(1, 99999):05d}", "municipality": place.municipality.code,
                "latitude": round(place.municipality.latitude + draw.uniform(-0.1, 0.1), 4),
                "longitude": round(place.municipality.longitude + draw.uniform(-0.2, 0.2), 4),
            }  # fmt: skip
        elif kind == "phone":
            values["number"] = f"000 {number // 1000:03d} {number % 1000:03d}"
        else:
            values["urls"] = {
                "fi": f"https://www.palvelut.example/{number}",
                "sv": f"https://www.palvelut.example/sv/{number}",
            }
        if kind in ("location", "phone"):
            values["hours"] = {"weekly": draw.choice(WEEKS)}
        return Channel.model_validate(values)

    def _place_of(self, number: int) -> Place:
        return self._place(Random(f"place {number}"))

    def _place(self, draw: Random) -> Place:
        first, last = draw.choice(self._names["first"]), draw.choice(self._names["last"])
        return Place(
            draw.choice(self._municipalities),
            first["fi"] + last["fi"],
            first["fi"] + last["of"],
            first["sv"] + last["sv"],
        )

    def _of(self, place: Place) -> list[Municipality]:
        return [m for m in self._municipalities if m.region == place.municipality.region]

    def _pool(self) -> dict[tuple[Language, str], Sequence[str]]:
        pool: dict[tuple[Language, str], dict[str, None]] = defaultdict(dict)
        for model in self._models:
            for language, texts in model.texts.items():
                prose = (
                    texts.summary,
                    texts.description,
                    texts.instruction,
                    texts.eligibility,
                    texts.fee,
                    texts.waiting,
                )
                sentences = [s for text in prose for s in SENTENCE_END.split(text) if s]
                for topic in model.topics:
                    pool[language, topic].update(dict.fromkeys(sentences))
        return {key: tuple(sentences) for key, sentences in pool.items()}


def _places_pattern() -> re.Pattern[str]:
    """The seeds' own municipalities and villages, in the base form and the genitive, in names of services."""
    names = {name for m in vocabulary().municipalities.values() for name in (*m.names.values(), *m.places)}
    either = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf",?\s*\b(?:i\s+)?(?:{either})(?:n|s)?\b")
