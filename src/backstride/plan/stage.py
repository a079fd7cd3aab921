"""How much a body may be loaded now, by how much it hurts.

Sources
-------
expert
    Stages and their limits are product defaults: acute from 4 of 10 or when pain outlasts a day, strength from 2 of 10
    down with walking free.
"""

from __future__ import annotations

from collections.abc import Mapping

from backstride.model.answer import AnswerState
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from backstride.model.plan import Stage
from backstride.model.verdict import Permission
from backstride.plan.told import is_told, number_told

__all__ = ["later_stage", "pain_now", "stage_of"]

ACUTE_FROM = 4.0
STRENGTH_AT_MOST = 2.0
_MILD = 3.0


def pain_now(facts: Mapping[FindingId, Finding]) -> float | None:
    """Give the pain of the answers, 0 to 10, or None when nobody said."""
    told = number_told(facts, "pain_intensity_0_to_10")
    if told is not None:
        return told
    if is_told(facts, "pain_gone_now"):
        return 0.0
    return _MILD if is_told(facts, "mild_pain") else None


def stage_of(facts: Mapping[FindingId, Finding], pain_0_to_10: float | None, permission: Permission) -> Stage:
    """Choose the stage to start at; what is not known counts as sore.

    Examples
    --------
    >>> stage_of({}, 1.0, Permission.FULL).value, stage_of({}, None, Permission.FULL).value
    ('strength', 'acute')
    """
    settles = facts.get(FindingId("settles_within_24h"))
    lasts = settles is not None and settles.state is AnswerState.ABSENT and pain_0_to_10 != 0.0
    if pain_0_to_10 is None or pain_0_to_10 >= ACUTE_FROM or permission <= Permission.NO_IMPACT:
        return Stage.ACUTE
    if pain_0_to_10 > STRENGTH_AT_MOST or lasts or permission < Permission.MODIFIED_RUNNING:
        return Stage.SUBACUTE
    return Stage.STRENGTH


def later_stage(start: Stage, week: int, permission: Permission) -> Stage:
    """Give the stage of a later week, if every week before went well; two weeks a stage, never plyometric by itself.

    Examples
    --------
    >>> [later_stage(Stage.ACUTE, week, Permission.FULL).value for week in (1, 3, 5)]
    ['acute', 'subacute', 'strength']
    """
    if permission <= Permission.NO_IMPACT:
        return Stage.ACUTE
    order = (Stage.ACUTE, Stage.SUBACUTE, Stage.STRENGTH)
    if start is Stage.PLYOMETRIC:
        return start
    return order[min(order.index(start) + (week - 1) // 2, len(order) - 1)]
