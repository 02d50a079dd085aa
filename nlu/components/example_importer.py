"""Training data for Rasa from files of examples, read once. Rasa's own importer reads and copies them several times.

With 44,000 messages that takes Rasa's importer 40 seconds of the two minutes a training may take.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

from nlu.examples import read_examples


class ExampleMessage(Message):
    """A message that copies of the training data share, hashed once: merging training data copies all of it."""

    def __deepcopy__(self, memo: dict[int, Any]) -> ExampleMessage:
        """Itself: nothing changes messages until the importer is done."""
        return self

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        """As Rasa's, but what is set already leaves the hash as it is."""
        if add_to_output or prop not in self.data or self.data[prop] is not info:
            super().set(prop, info, add_to_output)


class ExampleImporter(RasaFileImporter):
    """Rules and domain as Rasa reads them; messages by nlu.examples. Lookups, synonyms and the like are refused."""

    @cached_method
    def _examples(self) -> TrainingData:
        examples = (example for path in self._nlu_files for example in read_examples(Path(path)))
        return TrainingData([
            ExampleMessage.build(text, topic, intent_metadata={"language": language})
            for topic, language, text in examples
        ])  # fmt: skip

    def get_nlu_data(self, language: str | None = None) -> TrainingData:
        """All messages; each says its own language. Raises nlu.examples.ExamplesError."""
        return self._examples()

    @cached_method
    def get_domain(self) -> Domain:
        """The domain, read once."""
        return super().get_domain()
