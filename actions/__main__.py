"""Runs the action server: reads protocols and dictionaries first, so that the first resident does not wait for them.

In one process: the server of `python -m rasa_sdk` is a process started anew, which would have to read all of it again.
"""

from __future__ import annotations

import logging
import os

from rasa_sdk.endpoint import create_app, create_argument_parser
from rasa_sdk.executor import ActionExecutor

from actions.content import morphology, protocols, questionnaires, texts
from nlu.texts import LANGUAGES


def main() -> None:
    """As `python -m rasa_sdk`, with everything loaded."""
    logging.basicConfig(level=logging.WARNING)
    arguments = create_argument_parser().parse_args()
    texts()
    protocols()
    questionnaires()
    for language in LANGUAGES:
        morphology(language).analyse("päänsärky")
    executor = ActionExecutor()
    executor.register_package(arguments.actions)
    host = os.environ.get("SANIC_HOST", "127.0.0.1")
    create_app(executor).run(host=host, port=arguments.port, single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()
