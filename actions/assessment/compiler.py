"""From a checked file to a protocol that runs: conditions parsed, phrases analysed, shared texts filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.assessment.asked import asked_about
from actions.assessment.conditions import UNKNOWN, AnyOf, Clause, Condition, parse_span, parse_test
from actions.assessment.model import Anchor, Audience, Common, Option, Outcome, Protocol, Question, Rule
from actions.assessment.replies import Replies
from actions.assessment.schema import CommonFile, OptionFile, ProtocolFile, QuestionFile, ResultFile, RuleFile, When
from actions.assessment.text_compiler import TextCompiler
from actions.assessment.urgency import Urgency
from actions.assessment.words import Analyser

_NUMERIC = ("number", "scale")
_RESERVED = (UNKNOWN, "none")
_ORDERS = {
    "choice": ("listed", "none"),
    "multi": (None,),
    "number": ("rising", "falling", "away", "none"),
    "scale": (None,),
    "text": (None,),
    "date": (None,),
}
_IMPLIED_ORDER = {"scale": "rising", "multi": "chosen", "text": "none", "date": "none"}


class Compiler:
    """Compiles one protocol file. Every method raises ProtocolError with the key that is wrong."""

    def __init__(
        self,
        name: str,
        file: ProtocolFile,
        common: CommonFile,
        replies: Replies,
        analysers: Mapping[str, Analyser],
    ) -> None:
        self._file = file
        self._common = common
        self._replies = replies
        self._texts = TextCompiler(name, analysers, replies)
        self._earlier: dict[str, QuestionFile] = {}  # questions that a condition may refer to so far

    def protocol(self) -> Protocol:
        """Compile the file."""
        file, shared = self._file, self._common
        questions = tuple(self._question(written) for written in file.questions)
        rules = [rule for written in file.questions for rule in self._option_rules(written)]
        rules += [self._rule(written) for written in file.rules]
        self._distinct([rule.id for rule in rules], "rules")
        audience = None
        if file.audience:
            audience = Audience(self._clauses(file.audience.when, "audience.when"), file.audience.otherwise)
        return Protocol(
            id=file.id,
            kind=file.kind,
            version=file.version,
            status=file.status,
            reviewed_by=file.reviewed_by,
            reviewed_on=file.reviewed_on,
            valid_until=file.valid_until,
            topic=file.topic,
            about=file.about,
            title=self._texts.text(file.title, "title"),
            audience=audience,
            sources=dict(file.sources),
            questions=questions,
            rules=tuple(rules),
            outcomes={Urgency.from_code(code): self._outcome(code) for code in shared.results},
            common=Common(
                self._texts.text(shared.unknown, "common.unknown"),
                self._texts.text(shared.no_findings, "common.no_findings", plain=True),
                self._texts.text(shared.not_applicable, "common.not_applicable", plain=True),
            ),
            by_id={question.id: question for question in questions},
        )

    def _question(self, written: QuestionFile) -> Question:
        key = f"questions({written.id})"
        self._check_shape(written, key)
        low, high = written.bounds or ((0, 10) if written.type == "scale" else (0, 0))
        options = tuple(self._option(option, f"{key}.options({option.id})") for option in written.options)
        options, asks = asked_about(self._texts, written, options)
        question = Question(
            id=written.id,
            type=written.type,
            text=self._texts.text(written.text, f"{key}.text", plain=True),
            label=self._texts.text(written.label, f"{key}.label"),
            help=self._texts.optional(written.help, f"{key}.help"),
            options=options,
            none=self._texts.text(written.none or self._common.none, f"{key}.none"),
            bounds=(float(low), float(high)),
            unit=written.unit,
            order=_IMPLIED_ORDER.get(written.type) or written.order or "none",
            normal=written.normal or 0.0,
            when=self._clauses(written.when, f"{key}.when") if written.when is not None else (),
            on_unknown=Urgency.from_code(written.on_unknown) if written.on_unknown else Urgency.WITHIN_24H,
            always=written.always,
            noted=written.noted,
            prefill=frozenset(written.prefill),
            if_yes=written.if_yes,
            if_no=written.if_no,
            anchors=tuple(
                Anchor(anchor.value, self._texts.phrases(anchor.say), self._texts.phrases(anchor.mention))
                for anchor in written.anchors
            ),
            replies=self._replies,
            asks=asks,
        )
        self._earlier[written.id] = written
        return question

    def _check_shape(self, written: QuestionFile, key: str) -> None:
        """What a question of its type must and must not have."""
        ids = [option.id for option in written.options]
        self._distinct([*self._earlier, written.id], "questions")
        self._distinct(ids, f"{key}.options")
        if any(option in _RESERVED for option in ids):
            raise self._texts.error(f"{key}.options", f"no option may be called {' or '.join(_RESERVED)}")
        if (written.type in ("choice", "multi")) != bool(ids):
            raise self._texts.error(f"{key}.options", "choice and multi have options, other types have none")
        if written.order not in _ORDERS[written.type]:
            allowed = " or ".join(str(order) for order in _ORDERS[written.type])
            raise self._texts.error(f"{key}.order", f"for {written.type} it is {allowed}")
        if written.type == "number" and not written.bounds:
            raise self._texts.error(f"{key}.bounds", "a number needs bounds")
        if (written.order == "away") != (written.normal is not None):
            raise self._texts.error(f"{key}.normal", "goes with order: away, and only with it")
        for name, meant in (("if_yes", written.if_yes), ("if_no", written.if_no)):
            if meant is not None and meant not in ids:
                raise self._texts.error(f"{key}.{name}", f"no option {meant!r}")

    def _option(self, written: OptionFile, key: str) -> Option:
        try:
            span = parse_span(written.range) if written.range else None
        except ValueError as error:
            raise self._texts.error(f"{key}.range", str(error)) from error
        return Option(
            id=written.id,
            text=self._texts.text(written.text, f"{key}.text"),
            say=self._texts.phrases(written.say) + self._texts.label(written.text),
            mention=self._texts.phrases(written.mention),
            range=span,
            about=written.about,
            symptoms=frozenset(written.symptoms),
            words=self._texts.word_forms(written.text),
        )

    def _option_rules(self, question: QuestionFile) -> list[Rule]:
        """The rules that options with an urgency stand for."""
        rules = []
        for option in question.options:
            if option.urgency is None:
                continue
            key, urgency = f"questions({question.id}).options({option.id})", Urgency.from_code(option.urgency)
            rules.append(
                Rule(
                    id=f"{question.id}.{option.id}",
                    urgency=urgency,
                    when=((Condition(question.id, AnyOf(frozenset((option.id,)))),),),
                    red_flag=urgency >= Urgency.URGENT_NOW,
                    reason=None,
                    actions=self._texts.texts(option.actions, f"{key}.actions"),
                    instead=False,
                    watch=(),
                    topics=(),
                    source=self._source(option.source or question.source, f"{key}.source"),
                )
            )
        return rules

    def _rule(self, written: RuleFile) -> Rule:
        key = f"rules({written.id})"
        return Rule(
            id=written.id,
            urgency=Urgency.from_code(written.urgency) if written.urgency else None,
            when=self._clauses(written.when, f"{key}.when"),
            red_flag=written.red_flag,
            reason=self._texts.optional(written.reason, f"{key}.reason"),
            actions=self._texts.texts(written.actions, f"{key}.actions"),
            instead=written.instead,
            watch=self._texts.texts(written.watch, f"{key}.watch"),
            topics=tuple(written.topics),
            source=self._source(written.source, f"{key}.source"),
        )

    def _outcome(self, code: str) -> Outcome:
        """The ladder's own result with the protocol's additions."""
        shared = next(result for name, result in self._common.results.items() if name == code)
        change = next((result for name, result in self._file.results.items() if name == code), None)
        key, own = f"results.{code}", ResultFile() if change and change.replace else shared
        if change and change.replace and not change.actions:
            raise self._texts.error(f"{key}.actions", "what replaces the ladder's own has actions")
        topics = shared.topics if change is None or change.topics is None else change.topics
        can_book = shared.can_book if change is None or change.can_book is None else change.can_book
        return Outcome(
            actions=self._texts.texts([*own.actions, *(change.actions if change else ())], f"{key}.actions"),
            watch=self._texts.texts([*own.watch, *(change.watch if change else ())], f"{key}.watch"),
            topics=tuple(topics),
            can_book=can_book,
            can_handoff=shared.can_handoff,
        )

    def _clauses(self, when: When | Sequence[When], key: str) -> tuple[Clause, ...]:
        clauses = [when] if isinstance(when, dict) else list(when)
        if not clauses or not all(clauses):
            raise self._texts.error(key, "a condition is missing")
        return tuple(
            tuple(self._condition(question, test, f"{key}.{question}") for question, test in clause.items())
            for clause in clauses
        )

    def _condition(self, question_id: str, written: object, key: str) -> Condition:
        question = self._earlier.get(question_id)
        if question is None:
            raise self._texts.error(key, "no such question before this")
        try:
            test = parse_test(
                written,
                [option.id for option in question.options],
                ordered=question.order == "listed",
                numeric=question.type in _NUMERIC,
                multi=question.type == "multi",
            )
        except ValueError as error:
            raise self._texts.error(key, str(error)) from error
        return Condition(question_id, test)

    def _source(self, written: Sequence[str], key: str) -> tuple[str, ...]:
        if not written:
            raise self._texts.error(key, "a rule names its source")
        for source in written:
            if source not in self._file.sources:
                raise self._texts.error(key, f"no {source!r} among sources")
        return tuple(written)

    def _distinct(self, ids: Sequence[str], key: str) -> None:
        twice = sorted({found for found in ids if ids.count(found) > 1})
        if twice:
            raise self._texts.error(key, f"used twice: {', '.join(twice)}")
