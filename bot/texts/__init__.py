"""Sentences the web process says itself, in every language, from the YAML files of this folder."""

from functools import cache
from pathlib import Path

from nlu.texts import Texts, load


@cache
def texts() -> Texts:
    """The web process's sentences, read once. Raises nlu.texts.TextError when a file is wrong."""
    return load(Path(__file__).parent)
