"""The way back to running as a pure state machine: one day's check-in in, one transition with its reasons out.

The rules and their sources stand in `backstride.plan.return_rules`; `backstride.plan.run_outcome` says what a run does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date

from backstride.model.check_in import CheckIn
from backstride.model.plan import PlanState
from backstride.plan.flare import begin_flare
from backstride.plan.kept_plan import kept_as_it_was, may_be_kept
from backstride.plan.ladder import start_rung
from backstride.plan.return_state import Reason, ReturnState, Step, Transition
from backstride.plan.run_outcome import after_run

__all__ = ["advance", "replay"]

CALM_AT_MOST = 2.0
SEVERE_FROM = 7.0
FLARE_RISE = 2.0
IN_A_ROW_DAYS = 2
_ONE_MORE_WALK = -1
"""Where the count of good walks begins after moves that hurt: three are asked for, not two."""
TOO_LONG_DAYS = 14
FAR_TOO_LONG_DAYS = 42
_WALK_MIN = 20.0
_BRISK_WALK_MIN = 30.0
_BONE_CALM_DAYS = 5
_RED_WALK = 5.0
_RED_AT_REST = 5.0
_GAPS = ((28, 3), (14, 2), (7, 1))
_FLARED = (PlanState.FLARE, PlanState.WAIT, PlanState.BONE_HOLD)
"""Where a flare may lead; what else was done on its day does not count."""


def advance(now: ReturnState, check_in: CheckIn) -> Transition:
    """Take one day in.

    Raises
    ------
    ValueError
        If the day is not after the last one; `replay` puts days in order.

    Examples
    --------
    >>> from backstride.model.verdict import Permission
    >>> start = date(2026, 5, 1)
    >>> calm = ReturnState(state=PlanState.CALM, since=start, day=start, permission=Permission.FULL)
    >>> step = advance(calm, CheckIn(day=date(2026, 5, 2), leg_symptom=True))
    >>> step.after.state.value, step.reasons[0].rule, step.triage_again
    ('wait', 'stop_signs', True)
    """
    if check_in.day <= now.day:
        raise ValueError(f"{check_in.day} is not after {now.day}")
    if stop := _stop(now, check_in):
        return stop
    taken = now.taken_in(check_in)
    reasons: list[Reason] = []
    for rule in (_gap, _flare_begins):
        taken, more = rule(taken, check_in, now)
        reasons += more
    if taken.state in _FLARED and taken.state is not now.state:
        return Transition(before=now, after=taken, reasons=tuple(reasons))
    if check_in.ill:
        calm = replace(taken, good=0, calm_days=0)
        return Transition(before=now, after=calm, reasons=(*reasons, Reason(rule="ill", text=_ILL)))
    if taken.runs:
        step = after_run(taken, check_in, baseline_0_to_10=now.baseline_0_to_10)
        return Transition(before=now, after=step.after, reasons=(*reasons, *step.reasons), zone=step.zone)
    after, more = _STEPS[taken.state](taken, check_in, now)
    if check_in.ran:
        after, more = replace(after, calm_days=0), (*more, Reason(rule="not_yet", text=_NOT_YET))
    return Transition(before=now, after=after, reasons=(*reasons, *more))


def replay(
    start: ReturnState, check_ins: Iterable[CheckIn], *, today: date, kept: Collection[date] = ()
) -> tuple[Transition, ...]:
    """Take days in, in order; of two entries for one day the later one counts.

    Days up to the start are history and left out, and so are days to come. The last run waits for its next morning:
    while that has not come, the day is not read.

    Parameters
    ----------
    kept
        Days whose change the runner took back; where the change may not be taken back, it stands.
    """
    by_day = {one.day: one for one in check_ins if start.day < one.day <= today}
    transitions: list[Transition] = []
    now = start
    for day in sorted(by_day):
        one = by_day[day]
        if day == today and one.ran and one.pain_next_morning_0_to_10 is None and not one.stops_plan:
            break
        step = advance(now, one)
        if day in kept and may_be_kept(step):
            step = kept_as_it_was(step)
        transitions.append(step)
        now = step.after
    return tuple(transitions)


_ILL = "You are ill. Rest, and start again slowly when you have been well for a few days."
_NOT_YET = "You ran before its turn. It does not count as a step; go on from here."


def _stop(now: ReturnState, check_in: CheckIn) -> Transition | None:
    if not check_in.stops_plan:
        return None
    after = now.taken_in(check_in).moved_to(PlanState.WAIT)
    text = "Stop running and stop the plan. Answer the safety questions again now."
    return Transition(before=now, after=after, reasons=(Reason(rule="stop_signs", text=text),), triage_again=True)


def _gap(now: ReturnState, check_in: CheckIn, _before: ReturnState) -> Step:
    """Step back for days without a run; each step once."""
    if not now.runs:
        return now, ()
    days = (check_in.day - (now.last_run or now.since)).days
    level = next((level for from_days, level in _GAPS if days >= from_days), 0)
    missed = level - now.gap_taken
    if missed <= 0:
        return now, ()
    reason = Reason(rule="gap", text=f"{days} days without a run: you start again a little lower.")
    lower = max(1, now.rung - missed)
    if level == _GAPS[0][1]:
        rung = min(lower, start_rung(days / 7))
        return replace(now.moved_to(PlanState.READY), rung=rung, gap_taken=level), (reason,)
    if now.state is PlanState.RUN:
        # The half hours are the last rung, so the steps down are the ladder's.
        now = now.moved_to(PlanState.RUN_WALK)
    if now.state is PlanState.RUN_WALK:
        return replace(now, rung=lower, good=0, gap_taken=level), (reason,)
    return replace(now, run_min=now.run_min * 0.9**missed, good=0, gap_taken=level), (reason,)


def _flare_begins(now: ReturnState, check_in: CheckIn, before: ReturnState) -> Step:
    """Two days in a row clearly above the usual pain; ``calm_days`` counts them in the running states."""
    score = check_in.pain_now_0_to_10
    if not now.runs or score is None:
        return now, ()
    if score < before.baseline_0_to_10 + FLARE_RISE or score <= CALM_AT_MOST:
        return replace(now, calm_days=0), ()
    if now.calm_days + 1 < IN_A_ROW_DAYS:
        return replace(now, calm_days=now.calm_days + 1), ()
    return begin_flare(now)


def _wait(now: ReturnState, _check_in: CheckIn, _before: ReturnState) -> Step:
    return now, ()


def _bone_hold(now: ReturnState, check_in: CheckIn, _before: ReturnState) -> Step:
    if not now.may_run:
        text = "No impact until someone has looked at the bone and cleared you."
        return now, (Reason(rule="bone_hold", text=text),)
    during, morning = check_in.pain_during_walk_0_to_10, check_in.pain_next_morning_0_to_10
    painless = check_in.pain_now_0_to_10 == 0.0 and not any((check_in.pain_worst_0_to_10, during, morning))
    walked = (check_in.walk_minutes or 0.0) >= _BRISK_WALK_MIN
    free = painless and walked and not check_in.painkiller
    days = now.calm_days + 1 if free and not check_in.ran else 0
    if days < _BONE_CALM_DAYS or check_in.hop_pain_0_to_10 != 0.0:
        return replace(now, calm_days=min(days, _BONE_CALM_DAYS)), ()
    text = "Five days free of pain and hops at 0: start on the first rung."
    return replace(now.onto_ladder(1), strict=True), (Reason(rule="bone_ladder", text=text),)


def _calm(now: ReturnState, check_in: CheckIn, _before: ReturnState) -> Step:
    score, during = check_in.pain_now_0_to_10, check_in.pain_during_walk_0_to_10
    days_here = (check_in.day - now.since).days
    no_calmer = days_here >= TOO_LONG_DAYS and now.baseline_0_to_10 > now.first_baseline_0_to_10 - 1.0
    if (score is not None and score >= SEVERE_FROM) or no_calmer or days_here >= FAR_TOO_LONG_DAYS:
        text = "It is not calming down by itself. See a clinician before you go on."
        return now.moved_to(PlanState.WAIT), (Reason(rule="calm_too_long", text=text),)
    walked = (check_in.walk_minutes or 0.0) >= _WALK_MIN and during is not None and during <= CALM_AT_MOST
    days = now.calm_days + 1 if score is not None and score <= CALM_AT_MOST and walked else 0
    if days < IN_A_ROW_DAYS:
        return replace(now, calm_days=days), ()
    return now.moved_to(PlanState.WALK), (Reason(rule="calm_to_walk", text="It has calmed down: build up your walks."),)


def _sore_at_rest(now: ReturnState, check_in: CheckIn) -> Step | None:
    """Lead back to calming down where a day before running hurts badly at rest."""
    score = check_in.pain_now_0_to_10
    if score is None or score < _RED_AT_REST:
        return None
    text = "It hurts a lot at rest: calm it down first."
    return now.moved_to(PlanState.CALM), (Reason(rule="calm_to_walk", text=text),)


def _walk(now: ReturnState, check_in: CheckIn, before: ReturnState) -> Step:
    if (sore := _sore_at_rest(now, check_in)) is not None:
        return sore
    during, morning = check_in.pain_during_walk_0_to_10, check_in.pain_next_morning_0_to_10
    if during is not None and during >= _RED_WALK:
        return now.moved_to(PlanState.CALM), (Reason(rule="calm_to_walk", text="Walking hurts: calm it down first."),)
    walked = (check_in.walk_minutes or 0.0) >= _BRISK_WALK_MIN and during is not None and during <= CALM_AT_MOST
    if not walked or morning is None or morning > before.baseline_0_to_10 + 1.0:
        return now, ()
    if now.calm_days + 1 < IN_A_ROW_DAYS:
        return replace(now, calm_days=now.calm_days + 1), ()
    if not now.may_run:
        text = "You walk well. Running waits until you are cleared for it."
        return replace(now, calm_days=IN_A_ROW_DAYS), (Reason(rule="permission", text=text),)
    return now.moved_to(PlanState.READY), (
        Reason(rule="walk_to_ready", text="You walk well: try the readiness moves."),
    )


def _ready(now: ReturnState, check_in: CheckIn, _before: ReturnState) -> Step:
    if (sore := _sore_at_rest(now, check_in)) is not None:
        return sore
    score, hop = check_in.readiness_pain_0_to_10, check_in.hop_pain_0_to_10
    if score is None:
        return now, ()
    most = 0.0 if now.strict else CALM_AT_MOST
    if score > most or (hop is not None and hop > most) or (now.strict and hop is None):
        text = "Not quite ready: three more days of walking and exercises, then try again."
        return replace(now.moved_to(PlanState.WALK), calm_days=_ONE_MORE_WALK), (
            Reason(rule="ready_to_run", text=text),
        )
    if not now.may_run:
        return now, (Reason(rule="permission", text="Running waits until you are cleared for it."),)
    after = replace(now.onto_ladder(now.rung), hop_ready=hop is not None)
    return after, (Reason(rule="ready_to_run", text=f"Ready: start the ladder at rung {now.rung}."),)


def _flare(now: ReturnState, check_in: CheckIn, _before: ReturnState) -> Step:
    if (check_in.day - now.since).days > TOO_LONG_DAYS:
        text = "The flare has lasted over two weeks. See a clinician before you go on."
        return now.moved_to(PlanState.WAIT), (Reason(rule="flares_too_many", text=text),)
    score = check_in.pain_now_0_to_10
    days = now.calm_days + 1 if score is not None and score <= CALM_AT_MOST else 0
    if days < IN_A_ROW_DAYS:
        return replace(now, calm_days=days), ()
    if not now.may_run:
        return now.moved_to(PlanState.WALK), (Reason(rule="permission", text="The flare is over: walk."),)
    rung = max(1, now.rung - 3)
    text = f"The flare is over: start again at rung {rung}."
    return now.onto_ladder(rung), (Reason(rule="flare_over", text=text),)


_STEPS: dict[PlanState, Callable[[ReturnState, CheckIn, ReturnState], Step]] = {
    PlanState.WAIT: _wait,
    PlanState.BONE_HOLD: _bone_hold,
    PlanState.CALM: _calm,
    PlanState.WALK: _walk,
    PlanState.READY: _ready,
    PlanState.FLARE: _flare,
}
