"""Spoken and dialect spellings rewritten by rule into forms to be checked."""

from __future__ import annotations

from collections.abc import Iterator

from nlu.morphology.lexicon import Rule


class SpokenRules:
    """Applies the rules of puhekieli.yml, one or two on top of each other."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules

    def once(self, form: str) -> Iterator[str]:
        """Rewritings of ``form`` by one rule, in the order of the rules, without repetition."""
        return iter(dict.fromkeys(c for c in self._rewritings(form) if c != form))

    def twice(self, form: str) -> Iterator[str]:
        """Rewritings by two rules that one rule does not give."""
        first = list(self.once(form))
        seen = {form, *first}
        for rewritten in first:
            for candidate in self.once(rewritten):
                if candidate not in seen:
                    seen.add(candidate)
                    yield candidate

    def _rewritings(self, form: str) -> Iterator[str]:
        for rule in self._rules:
            for match in rule.pattern.finditer(form):
                for replacement in rule.replacements:
                    yield form[: match.start()] + match.expand(replacement) + form[match.end() :]
