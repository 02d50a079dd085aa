"""Runs the action server: reads protocols and dictionaries first, so that the first resident does not wait for them."""

from __future__ import annotations

import logging

from rasa_sdk.__main__ import main_from_args
from rasa_sdk.endpoint import create_argument_parser

from actions.content import morphology, protocols, questionnaires, texts
from nlu.texts import LANGUAGES


def main() -> None:
    """As `python -m rasa_sdk`, with everything loaded."""
    logging.basicConfig(level=logging.WARNING)
    texts()
    protocols()
    questionnaires()
    for language in LANGUAGES:
        morphology(language).analyse("päänsärky")
    main_from_args(create_argument_parser().parse_args())


if __name__ == "__main__":
    main()
