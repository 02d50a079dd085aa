"""Topics begin here: symptoms, worries and service needs, as bot/rules sends them."""

from __future__ import annotations

from typing import Any

from actions.assess_steps import begin
from actions.base import TurnAction, nurse_option
from actions.content import instruments, protocols, questionnaires, texts
from actions.offers import offer_services
from actions.speech import Speech
from actions.turn import Turn


class ActionSymptom(TurnAction):
    """A symptom: its assessment, or an honest word where there is none yet."""

    called = "action_symptom"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Start the protocol of the topic."""
        if turn.topic in protocols():
            await begin(turn, speech, turn.topic)
            return
        speech.say(speech.sentence("no_assessment"), "info", options=[nurse_option(speech)])
        speech.learn(topic=turn.topic)
        await offer_services(turn, speech, [turn.topic], turn.topic)


class ActionWellbeing(TurnAction):
    """Mental health, substances, violence, crisis: warmth first, then who can help."""

    called = "action_wellbeing"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Say that it was heard, where to call if it gets worse, and show services."""
        own = f"wellbeing_{turn.topic}"
        key = own if own in texts() else "wellbeing"
        speech.say(speech.sentence(key), "info", options=[nurse_option(speech)])
        speech.learn(topic=turn.topic)
        await offer_services(turn, speech, [turn.topic], turn.topic, query=turn.text)
        _offer_questionnaires(turn, speech)


def _offer_questionnaires(turn: Turn, speech: Speech) -> None:
    """The questionnaires that the topic offers, and links to official ones that may not be asked here."""
    fitting = [made for made in questionnaires().values() if turn.topic in made.file.offered_from]
    official = [made.file for made in instruments().values() if made.file.link and turn.topic in made.file.topics]
    if not fitting and not official:
        return
    language = turn.language
    lines = [speech.sentence("questionnaire_offer")] if fitting else []
    lines += [
        speech.sentence("official_elsewhere", name=getattr(file.name, language), link=file.link) for file in official
    ]
    options = [{"label": made.offer.say(language), "payload": f"navigate:{made.id}"} for made in fitting]
    if any(made.joint for made in fitting):
        options.append(speech.option("join", "join"))
    exits: dict[str, Any] = {"safe_exit": True} if any(made.file.safe_exit for made in fitting) else {}
    speech.say("\n".join(lines), "info", options=[*options, nurse_option(speech)], **exits)


class ActionService(TurnAction):
    """A service need: services that fit, and what can be done next: an assessment is offered, never forced."""

    called = "action_service"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Show services of the topic, those near the words of the message first."""
        speech.learn(topic=turn.topic, service_topics=[turn.topic], said=turn.text)
        found = await offer_services(turn, speech, [turn.topic], turn.topic, query=turn.text)
        if turn.topic in protocols():
            together = speech.option("assess_together", f"assess:{turn.topic}")
            options = [together, speech.option("book", "book"), nurse_option(speech)]
            speech.say(speech.sentence("services_or_assess"), "info", options=options)
        elif found:
            options = [speech.option("book", "book"), nurse_option(speech)]
            speech.say(speech.sentence("services_next"), "info", options=options)
        _offer_questionnaires(turn, speech)
