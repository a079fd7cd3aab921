"""The rules of the way back to running, as a runner reads them.

Each transition of `backstride.plan.return_to_running` names the rules it rests on; a plan shows those that matter.

Sources
-------
silbernagel2007, esculier2018, goom
    Pain zones and the reasoning of return; other tissues or clinic practice, no trial in back pain.
frandsen2025
    A run more than a tenth longer than the longest of 30 days went with more overuse injuries, of any kind.
warden2021, george2024
    After bone stress: no symptom during, after or next day.
suri2018
    A flare is clearly worse pain that lasts two hours or more.
expert
    Days, rungs and shares are product defaults.
"""

from __future__ import annotations

from collections.abc import Iterable

from backstride.model.identifiers import RuleId
from backstride.model.plan import PlanRule, PlanState

__all__ = ["RETURN_RULES", "rules_for"]

_ZONES = ("silbernagel2007", "esculier2018", "goom")
_BONE = ("warden2021", "george2024")
_OWN = ("expert",)

_ROWS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("stop_signs", ("A limp, a new pain, numbness or weakness in a leg, or a warning sign stops the plan at once. "
     "Answer the safety questions again."), _OWN),
    ("zones", ("While running: 0 to 2 out of 10 is green, above 2 is amber, 5 or more is red. "
     "Next morning: no worse is green, more than 2 worse is red."), _ZONES),
    ("no_rating", "A run without a rating, or without one for the next morning, counts as amber.", _OWN),
    ("painkiller", "A day with a painkiller is amber at best, for it hides what the rating should show.", _OWN),
    ("longest_run", ("No run is more than a tenth longer than your longest green run of the last 30 days. "
     "The run that hurt does not count."), ("frandsen2025",)),
    ("step_up", "Two green runs on a rung, and you climb one. Amber: stay. Two amber in a row: one down.", _OWN),
    ("step_down", "Red: two rungs down and no run for two days. Two red in two weeks: a break to calm down.", _OWN),
    ("every_other_day", "Leave a day between runs on the ladder.", _OWN),
    ("hold_or_cut", "Two amber runs within a week: stay a week at what you do. Red: a third less, for a week.",
     ("esculier2018", "expert")),
    ("grow", "After a week of green runs your longest run may grow by a tenth, up to what you were used to.",
     ("frandsen2025",)),
    ("calm_to_walk", ("Two days in a row at 2 or less, with a walk of 20 minutes at 2 or less: on to walking. "
     "A walk, or a day at rest, at 5 or more: back to calming down."), _OWN),
    ("calm_too_long", "At rest 7 or more, two weeks without getting calmer, or six in all: see a clinician.", _OWN),
    ("walk_to_ready", ("Half an hour of brisk walking on two days at 2 or less, no worse next morning: "
     "on to the readiness moves."), ("goom",)),
    ("ready_to_run", "The readiness moves stay at 2 or less: start the ladder. If not: three more days of walking.",
     ("goom", "george2024")),
    ("ladder_done", "The last rung twice in green: you run half an hour. Six green runs more: add distance.", _OWN),
    ("build_to_sharpen", ("Two weeks all green at six tenths of your usual longest run: add strides and gentle hills, "
     "one new thing a week, downhill last."), _OWN),
    ("extras", ("Hills and speed come back one a week, in one run of the week and never the longest: gentle uphill, "
     "strides, a brisk part of at most a fifth, gentle downhill last. Red: easy and flat, then without the newest."),
     ("esculier2018", "expert")),
    ("free", "Four weeks all green at eight tenths of your usual: you are back. Keep up the strength work.", _OWN),
    ("flare", "Two days at 2 or more above your usual is a flare: walk and calm down. It is common and it passes.",
     ("suri2018",)),
    ("flare_over", "Two days at 2 or less end a flare. You start again three rungs lower.", _OWN),
    ("flares_too_many", "A flare for over two weeks, or three flares in eight weeks: see a clinician.", _OWN),
    ("gap", "After 7 days off, one rung down; after 14, two; after 28, the readiness moves and then rung 3 or lower.",
     _OWN),
    ("ill", "No running with fever or while you feel ill.", _OWN),
    ("bone_hold", ("While a bone may be under strain: no running, jumping or hop test. First comes a clearance, then "
     "five days free of pain with half an hour of walking, then hops with 0 out of 10."), _BONE),
    ("bone_ladder", ("After a bone stress the ladder starts at the first rung, three green runs a rung. Any pain is "
     "red: no run for two days, then one rung down. Two painful runs: back to no impact."), _BONE),
    ("permission", "The plan never goes beyond what you are cleared for.", _OWN),
    ("not_yet", "Running came before its turn. It does not count as a step.", _OWN),
)  # fmt: skip
RETURN_RULES: dict[str, PlanRule] = {
    name: PlanRule(id=RuleId(name), text=text, sources=sources) for name, text, sources in _ROWS
}
"""Every rule by its id."""

_ALWAYS = ("stop_signs",)
_RUNNING = ("zones", "no_rating", "painkiller", "longest_run", "flare", "gap", "ill")
_BY_STATE: dict[PlanState, tuple[str, ...]] = {
    PlanState.WAIT: (),
    PlanState.BONE_HOLD: ("bone_hold", "bone_ladder"),
    PlanState.CALM: ("calm_to_walk", "calm_too_long"),
    PlanState.WALK: ("walk_to_ready",),
    PlanState.READY: ("ready_to_run",),
    PlanState.RUN_WALK: (*_RUNNING, "step_up", "step_down", "every_other_day", "ladder_done"),
    PlanState.RUN: (*_RUNNING, "every_other_day", "ladder_done"),
    PlanState.MODIFY: (*_RUNNING, "hold_or_cut", "grow"),
    PlanState.BUILD: (*_RUNNING, "hold_or_cut", "grow", "build_to_sharpen"),
    PlanState.SHARPEN: (*_RUNNING, "hold_or_cut", "grow", "extras", "free"),
    PlanState.FLARE: ("flare_over", "flares_too_many"),
    PlanState.FREE: (*_RUNNING, "hold_or_cut"),
}
_ONLY_WITHOUT_BONE = frozenset({"zones", "step_up", "step_down"})
"""The rules of the ladder for which, after a bone stress, a stricter one stands."""


def rules_for(states: Iterable[PlanState], *, strict: bool = False) -> tuple[PlanRule, ...]:
    """Give the rules that matter in these states, the stop signs first.

    Parameters
    ----------
    strict
        After a suspected bone stress: its own rule stands for those of the usual ladder.

    Examples
    --------
    >>> [rule.id for rule in rules_for([PlanState.CALM])]
    ['stop_signs', 'calm_to_walk', 'calm_too_long']
    """
    names = [name for state in states for name in _BY_STATE[state]]
    if strict:
        names = ["bone_ladder" if name in _ONLY_WITHOUT_BONE else name for name in names]
    return tuple(RETURN_RULES[name] for name in dict.fromkeys((*_ALWAYS, *names)))
