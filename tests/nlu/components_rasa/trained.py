"""Run by Rasa's Python: trains config.yml's pipeline on a few topics and prints what it makes of messages as JSON.

python trained.py <config.yml> <folder of the model>    messages on standard input: [[language, text], ...]
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import yaml
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.model_training import train_nlu
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.utils.log_utils import configure_structlog

from nlu.components.example_importer import ExampleImporter
from nlu.components.message_language import language_of
from nlu.components.topic_classifier import TopicClassifier
from nlu.components.voikko_tokenizer import VoikkoTokenizer

EXAMPLES = {
    "headache": {
        "fi": ["päänsärky", "pää on kipeä", "migreeni taas", "otsaa särkee", "kova päänsärky eilisestä", "jomottaa päätä"],
        "sv": ["huvudvärk", "ont i huvudet", "migrän"],
    },
    "prescription_renewal": {
        "fi": ["reseptin uusinta", "uusisitteko reseptin", "lääkkeet loppuu", "resepti vanhenee", "uusia resepti",
               "voisko uusia reseptin"],
        "sv": ["förnya recept", "mitt recept har gått ut", "receptet behöver förnyas"],
    },
    "dental_care": {
        "fi": ["hammaslääkärin aika", "hampaiden tarkastus", "varaisin ajan hammaslääkärille", "hammashoito",
               "saada ajan hammaslääkärille", "suuhygienistille"],
        "sv": ["tandläkare", "tid till tandläkaren", "kontroll av tänderna"],
    },
    "greet": {"fi": ["moi", "hei", "terve", "huomenta", "moikka", "päivää"], "sv": ["hej", "god dag", "tjena"]},
}  # fmt: skip


def main(config: Path, folder: Path) -> None:
    """Train, parse, print."""
    configure_structlog(40)
    whole = yaml.safe_load(config.read_text(encoding="utf-8"))
    small = {key: whole[key] for key in ("recipe", "assistant_id", "language", "importers", "pipeline")}
    blocks = [
        {"intent": topic, "metadata": {"language": language}, "examples": "".join(f"- {line}\n" for line in lines)}
        for topic, languages in EXAMPLES.items()
        for language, lines in languages.items()
    ]
    (folder / "config.yml").write_text(yaml.safe_dump(small), encoding="utf-8")
    (folder / "nlu.yml").write_text(
        yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True), encoding="utf-8"
    )
    messages = json.load(sys.stdin)
    model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder))
    agent = Agent.load(model)

    async def parse(language: str, text: str) -> dict:
        data = await agent.processor.parse_message(UserMessage(text, metadata={"language": language}))
        return {key: data.get(key) for key in ("intent", "intent_ranking", "needs")}

    async def parse_all() -> list[dict]:
        return [await parse(language, text) for language, text in messages]

    fingerprints = [component.fingerprint_addon({}) for component in (VoikkoTokenizer, TopicClassifier)]
    imported = [read(importer, folder / "nlu.yml") for importer in (ExampleImporter, RasaFileImporter)]
    found = {"parsed": asyncio.run(parse_all()), "fingerprints": fingerprints, "imported": imported}
    print("RESULT", json.dumps(found))  # noqa: T201


def read(importer: type[RasaFileImporter], path: Path) -> list[list[str]]:
    """What an importer reads of a file, after a copy of it: topic, text, language."""
    data = TrainingData().merge(importer(training_data_paths=[str(path)]).get_nlu_data("fi"))
    return [[row.get("intent"), row.get("text"), language_of(row)] for row in data.intent_examples]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
