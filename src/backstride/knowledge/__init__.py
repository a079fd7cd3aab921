"""What is known: findings, rules, causes and advice as reviewable data, with their sources."""

from backstride.knowledge.base import BUILT_IN_FACTS, Knowledge

__all__ = ["BUILT_IN_FACTS", "Knowledge"]
