"""Findings to urgency and permissions, with the rules that fired. Knows nothing of probabilities."""

from backstride.triage.urgency import PERMITTED_AT_MOST, triage

__all__ = ["PERMITTED_AT_MOST", "triage"]
