"""What a plan holds back, and why: said aloud, so that nothing is missing in silence."""

from __future__ import annotations

from collections.abc import Iterator

from backstride.model.plan import PlanState, Withheld
from backstride.plan.exercise_choice import ExerciseChoice
from backstride.plan.return_state import ReturnState, Transition
from backstride.plan.run_history import RunHistory
from backstride.plan.told import is_told

__all__ = ["held_back"]

_CALM_FIRST = "First it has to calm down; then you walk."
_FIRST = {
    **dict.fromkeys((PlanState.WAIT, PlanState.CALM, PlanState.FLARE), _CALM_FIRST),
    PlanState.BONE_HOLD: "First come five days free of pain with half an hour of walking, then hops at 0 out of 10.",
}
"""What comes before running in the states that hold it, where no event says more."""
_LITTLE_KNOWN = frozenset({"neck", "upper_back", "mid_back", "ribs_flank"})


def held_back(
    choice: ExerciseChoice,
    history: RunHistory,
    now: ReturnState,
    past: tuple[Transition, ...],
    *,
    knows_race: bool,
) -> Iterator[Withheld]:
    """Name everything a plan does not give: the programme, running, exercises, and what it cannot know."""
    limits = choice.limits
    if limits.no_programme is not None:
        yield limits.no_programme
    if limits.no_running is not None:
        yield limits.no_running
    elif now.state in _FIRST:
        yield from _stopped(now, past)
    if limits.no_programme is None:
        yield from _exercises(choice, now.state)
        yield from _unknown(choice, history, knows_race=knows_race)


def _stopped(now: ReturnState, past: tuple[Transition, ...]) -> Iterator[Withheld]:
    moved = [step for step in past if step.after.state is now.state and step.before.state is not now.state]
    why = moved[-1].reasons[-1].text if moved and moved[-1].reasons else _FIRST[now.state]
    yield Withheld(what="running for now", why=why)


def _exercises(choice: ExerciseChoice, state: PlanState) -> Iterator[Withheld]:
    for demand in choice.held_back():
        if demand.id == "running_drill" and "impact" in choice.forbidden:
            continue
        yield Withheld(what=f"every exercise that {demand.name}", why=demand.why)
    said = choice.limits.bone_stress_suspected or "impact" in choice.forbidden
    if not said and state is PlanState.FREE:
        yield Withheld(what="jumps and hops", why="The short sessions to stay well do without them.")
    elif not said and not choice.plyometric:
        yield Withheld(what="jumps and hops", why="They come after half an hour of running and hops without pain.")


def _unknown(choice: ExerciseChoice, history: RunHistory, *, knows_race: bool) -> Iterator[Withheld]:
    if choice.limits.no_running is None and history.longest_min is None and history.longest_km is None:
        why = "No runs from before the pain were given, so the minutes are a careful guess and no distance is set."
        yield Withheld(what="a measure from your own runs", why=why)
    if not knows_race and is_told(choice.facts, "race_planned"):
        yield Withheld(what="your race", why="The plan does not know its date and distance, so it cannot judge it.")
    if choice.places & _LITTLE_KNOWN:
        why = "For the neck, the mid and the upper back hardly anything was tested; exercises are expert opinion."
        yield Withheld(what="proof for your region", why=why)
