"""The knowledge base in memory: every record by its id, and a hash that names exactly this content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from backstride.knowledge.exercise import Demand, Exercise
from backstride.knowledge.expression import Expression, substitute
from backstride.knowledge.schema import Advice, Cause, FindingText, Manifest, Rule, Sign, Source
from backstride.model.assessment import KnowledgeVersion
from backstride.model.identifiers import FindingId

__all__ = ["BUILT_IN_FACTS", "Knowledge"]

BUILT_IN_FACTS: Mapping[str, str] = {"age_years": "age in years", "sex": "sex"}
"""Facts that come from the runner, not from a question of the knowledge base."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Knowledge:
    """Everything the product knows, as reviewed data.

    Parameters
    ----------
    findings, signs, rules, causes, advice, demands, exercises, sources
        Records by id, in the order of their ids.
    manifest
        Version, screens, frequency words.
    hash
        SHA-256 of the compiled content, in hexadecimal.
    """

    findings: Mapping[str, FindingText]
    signs: Mapping[str, Sign]
    rules: Mapping[str, Rule]
    causes: Mapping[str, Cause]
    advice: Mapping[str, Advice]
    sources: Mapping[str, Source]
    manifest: Manifest
    hash: str = field(default="")
    demands: Mapping[str, Demand] = field(default_factory=dict)
    exercises: Mapping[str, Exercise] = field(default_factory=dict)

    @property
    def version(self) -> KnowledgeVersion:
        """Name the knowledge an answer rests on."""
        return KnowledgeVersion(version=self.manifest.version, hash=self.hash)

    @cached_property
    def sign_expressions(self) -> Mapping[FindingId, Expression]:
        """Give each sign's expression in askable findings only."""
        raw = {FindingId(sign.id): sign.when for sign in self.signs.values()}
        return {name: substitute(expression, raw) for name, expression in raw.items()}

    @cached_property
    def rule_expressions(self) -> Mapping[str, Expression]:
        """Give each rule's expression in askable findings only."""
        return {rule.id: substitute(rule.when, self.sign_expressions) for rule in self.rules.values()}

    def emergency_number(self, country: str | None) -> str:
        """Give the emergency number of a country, or the one that works in most."""
        numbers = self.manifest.emergency_numbers
        return numbers.get(country or "default", numbers.get("default", "112"))

    def label(self, finding: str) -> str:
        """Give the short phrase for a finding, a sign or a built-in fact."""
        if finding in self.findings:
            return self.findings[finding].label
        if finding in self.signs:
            return self.signs[finding].label
        return BUILT_IN_FACTS[finding]
