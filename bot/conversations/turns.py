"""How a resident's message is answered: stored first, emergencies before everything, one turn at a time.

submit   checks, masks, stores (that is the acknowledgement) and, when a red flag is seen, stores its answer
         in the same transaction; then wakes the worker
drain    answers a conversation's pending messages in order: careful mode, nurse, our own buttons, Rasa
recover  after a crash, drains what was acknowledged but not answered
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections import defaultdict
from dataclasses import dataclass

from anyio import to_thread

from bot.conversations import care, commands
from bot.conversations.asking import Asking
from bot.conversations.emergencies import emergency_reply, safety_question
from bot.conversations.masking import mask
from bot.conversations.messages import ConversationView, MessageView, Reply
from bot.conversations.model import EmergencyHit
from bot.conversations.returning import Returning
from bot.conversations.signals import QUEUE, Signals
from bot.conversations.store import ConversationStore
from bot.conversations.unfinished import Unfinished, without_code
from bot.errors import ConversationNotFound, MessageEmpty, MessageTooLong
from bot.handoff.desk import Desk
from bot.handoff.requests import PersonRequests
from bot.regions import Region
from bot.storage import now
from connectors.dialogue import Dialogue
from connectors.errors import ConnectorError
from nlu.answers import command
from nlu.language import identify, requested_language
from nlu.redflags import RedFlags, Verdict

log = logging.getLogger(__name__)

SUICIDE = "emergency_suicide"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
STOP_WITHIN = 3.0  # seconds


@dataclass(frozen=True, slots=True)
class Accepted:
    """An acknowledged message, and whether a turn of it is still to come."""

    message: MessageView
    new: bool


class Turns:
    """The way of a message through the house. All collaborators are given; nothing here knows HTTP."""

    def __init__(
        self,
        store: ConversationStore,
        desk: Desk,
        dialogue: Dialogue,
        red_flags: RedFlags,
        region: Region,
        signals: Signals,
        unfinished: Unfinished,
        *,
        message_limit: int = 4000,
        turn_timeout: float = 12.0,
    ) -> None:
        self.store = store
        self.desk = desk
        self.region = region
        self.people = PersonRequests(store, desk, region)
        self.returning = Returning(store, unfinished)
        self.signals = signals
        self._dialogue = Asking(dialogue, red_flags, region, turn_timeout)
        self._red_flags = red_flags
        self._limit = message_limit
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._working: set[asyncio.Task[None]] = set()
        self._stopping = False

    async def submit(
        self, conversation: ConversationView, client_id: str, text: str | None, payload: str | None
    ) -> Accepted:
        """Acknowledge one message. Raises MessageEmpty, MessageTooLong and what ConversationStore.accept raises."""
        clean = mask(CONTROL.sub(" ", text or "").strip())
        if payload is None and not clean:
            raise MessageEmpty
        if len(clean) > self._limit:
            raise MessageTooLong(limit=self._limit)
        accepted = await to_thread.run_sync(self._accept, conversation, client_id, clean, payload)
        self.signals.wake(conversation.id)
        if conversation.state in ("queued", "human"):
            self.signals.wake(QUEUE)
        if accepted.message.turn == "pending":
            self.start(conversation.id)
        return accepted

    def _accept(self, conversation: ConversationView, client_id: str, text: str, payload: str | None) -> Accepted:
        if payload is not None:
            return Accepted(
                *self.store.accept(conversation.id, client_id, "", payload, conversation.language, "pending")
            )
        language = requested_language(text) or identify(without_code(text), conversation.language).language
        verdict = self._red_flags.check(text, language)
        if verdict is not None and self._is_answer(conversation):
            verdict = self._red_flags.check(text, language, answering=True)
        if verdict is not None and verdict.certainty == "ask" and (conversation.care or conversation.state == "human"):
            verdict = None  # already being careful, or a person is listening
        if verdict is None:
            return Accepted(*self.store.accept(conversation.id, client_id, text, None, language, "pending"))
        turn, reply, waits = self._emergency(verdict, language)
        if self._red_flags.besides(text, language):
            turn = "held"  # the request beside the emergency goes on when that is settled
        hit = EmergencyHit(
            emergency=verdict.emergency, certainty=verdict.certainty, pattern=verdict.pattern, language=language
        )
        return Accepted(
            *self.store.accept(conversation.id, client_id, text, None, language, turn, [reply], waits.to_json(), hit)
        )

    def _is_answer(self, conversation: ConversationView) -> bool:
        """Whether what is written now stands below an assessment's question."""
        last = self.store.last_message(conversation)
        return last is not None and last.asks

    def _emergency(self, verdict: Verdict, language: str) -> tuple[str, Reply, care.Care]:
        if verdict.certainty == "sure":
            reply = emergency_reply(verdict, self.region, language, self.desk.nurse_on_duty())
            return "done", reply, care.Care.of("emergency", verdict)
        return "held", safety_question(verdict, self.region, language), care.Care.of("safety", verdict)

    # -- working ---------------------------------------------------------------------------------------------

    def start(self, conversation_id: str) -> None:
        """Answer the conversation's pending messages in the background."""
        task = asyncio.create_task(self.drain(conversation_id))
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def recover(self) -> int:
        """Start on what was acknowledged but not answered before a stop; returns how many conversations."""
        owed = await to_thread.run_sync(self.store.conversations_pending)
        for conversation_id in owed:
            self.start(conversation_id)
        return len(owed)

    async def stop(self) -> None:
        """Finish the turns that run, within a few seconds; what is not answered stays pending for recover()."""
        self._stopping = True
        if self._working:
            _, late = await asyncio.wait(self._working, timeout=STOP_WITHIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def drain(self, conversation_id: str) -> None:
        """Answer pending messages one by one, in order."""
        lock = self._locks[conversation_id]
        try:
            async with lock:
                while not self._stopping:
                    found = await to_thread.run_sync(self.store.next_pending, conversation_id)
                    if found is None:
                        break
                    await self._turn(*found)
                    self.signals.wake(conversation_id)
        except ConversationNotFound:
            log.info("conversation erased while its turn ran")
        except Exception:
            log.exception("a turn failed outside the dialogue")
        finally:
            if not lock.locked():
                self._locks.pop(conversation_id, None)
            self.signals.wake(conversation_id)  # waiters look when all that followed from a message has been said

    async def wait(self, conversation_id: str, seq: int, seconds: float) -> None:
        """Return when message `seq` and what it set free ("help is coming") are answered, or after `seconds`."""

        async def settled() -> bool:
            if await to_thread.run_sync(self.store.turn_of, conversation_id, seq) == "pending":
                return False
            lock = self._locks.get(conversation_id)
            return lock is None or not lock.locked()

        await self.signals.until(conversation_id, settled, seconds)

    async def _turn(self, conversation: ConversationView, message: MessageView) -> None:
        if conversation.state == "human":  # the nurse answers
            await to_thread.run_sync(self._finish, conversation, message, [])
            return
        if conversation.care is not None:
            settled = await to_thread.run_sync(self._careful_turn, conversation, message)
            if settled and conversation.state == "bot":
                alarms = await to_thread.run_sync(self.store.emergencies, conversation.id, SUICIDE)
                replies = await self._dialogue.resume(conversation.id, message.language, alarms)
                await to_thread.run_sync(self.store.add, conversation.id, replies)
            return
        if message.payload and commands.is_ours(message.payload):
            await to_thread.run_sync(commands.run, self, conversation, message)
            self.signals.wake(QUEUE)
            return
        if conversation.state == "queued":
            await to_thread.run_sync(self._queued_turn, conversation, message)
            return
        taken_up = await to_thread.run_sync(self.returning.taken_up, conversation, message)
        if isinstance(taken_up, Reply):
            await to_thread.run_sync(self._finish, conversation, message, [taken_up])
            return
        alarms = await to_thread.run_sync(self.store.emergencies, conversation.id, SUICIDE)
        settled = await to_thread.run_sync(self.store.was_emergency, conversation.id, message.seq)
        replies, turn = await self._dialogue.answer(
            conversation.id, message, alarms, beside_emergency=settled, taken_up=taken_up
        )
        raised = next((reply for reply in replies if reply.data.get("kind") == "emergency"), None)
        if raised is None:
            await to_thread.run_sync(self._finish, conversation, message, replies, turn)
        else:
            await to_thread.run_sync(self._raise_alarm, conversation, message, raised)
            self.signals.wake(QUEUE)

    def _raise_alarm(self, conversation: ConversationView, message: MessageView, raised: Reply) -> None:
        """An answer in the dialogue alarms: the emergency's own answer and careful mode, and a person at once."""
        topic, advice = raised.data["topic"], raised.data["advice"]
        verdict = Verdict(topic, "sure", raised.data["pattern"], advice, None)
        reply = emergency_reply(verdict, self.region, message.language, self.desk.nurse_on_duty())
        hit = EmergencyHit(emergency=topic, certainty="sure", pattern=verdict.pattern, language=message.language)
        waits = care.Care.of("emergency", verdict).to_json()
        stored = self.store.finish_turn(conversation.id, message.seq, [reply], "done", waits, hit)
        if stored and (self.desk.nurse_on_duty() or self.region.nurse_chat_open(now())):
            self.store.add(conversation.id, [self.people.nurse(conversation.id, topic, urgent=True)])

    def _queued_turn(self, conversation: ConversationView, message: MessageView) -> None:
        """A message while waiting is for the nurse; "stop" leaves the queue."""
        if command(message.text, message.language) == "stop":
            reply, _ = self.desk.leave(conversation.id)
            self._finish(conversation, message, [reply])
        else:
            note = self.desk.note(conversation.id)
            self._finish(conversation, message, [note] if note else [])

    def _finish(
        self, conversation: ConversationView, message: MessageView, replies: list[Reply], turn: str = "done"
    ) -> None:
        self.store.finish_turn(conversation.id, message.seq, replies, turn)

    def _careful_turn(self, conversation: ConversationView, message: MessageView) -> bool:
        """One step of the careful mode; returns whether it ended with nothing held that would go on by itself."""
        state = conversation.care or {}
        if message.payload == "handoff:request":
            reply = self.people.nurse(conversation.id, state["emergency"], urgent=True)
            self.store.settle_care(conversation.id, message.seq, [reply], state)
            return False
        step = care.next_step(
            state, message.text, message.payload, self.region, message.language, self.desk.nurse_on_duty()
        )
        waits = step.care.to_json() if step.care else None
        self.store.settle_care(conversation.id, message.seq, step.replies, waits, step.hold)
        return step.care is None and self.store.next_pending(conversation.id) is None

    async def welcome_back(self, conversation: ConversationView) -> bool:
        """The resident opened the conversation again: offer what was left; returns whether it was offered."""
        offered = await to_thread.run_sync(self.returning.welcome, conversation)
        if offered:
            self.signals.wake(conversation.id)
        return offered

    def end(self, conversation: ConversationView) -> None:
        """The resident closes the conversation; a place in the queue is given up."""
        self.desk.end(conversation.id)
        self.store.close(conversation.id)

    async def forget(self, conversation_id: str) -> None:
        """Erase a conversation here, and in Rasa now or as soon as it answers. Raises ConversationNotFound."""
        await to_thread.run_sync(self.store.erase, conversation_id)
        self.signals.wake(conversation_id, QUEUE)
        await self.finish_erasures()

    async def finish_erasures(self) -> None:
        """Let Rasa forget what was erased here; what it cannot now is tried again later."""
        for conversation_id in await to_thread.run_sync(self.store.erasures_pending):
            try:
                await self._dialogue.forget(conversation_id)
            except ConnectorError as error:
                log.warning("the dialogue could not erase a conversation now: %s", error)
                return
            await to_thread.run_sync(self.store.erased, conversation_id)

    async def keep_erasing(self, every: float = 60.0) -> None:
        """Finish erasures every minute until cancelled."""
        while True:
            await self.finish_erasures()
            await asyncio.sleep(every)
