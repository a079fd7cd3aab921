"""What a day's run does to the plan: climb, stay, step back, or rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from backstride.model.check_in import CheckIn
from backstride.model.plan import PlanState
from backstride.plan.flare import begin_flare
from backstride.plan.ladder import LADDER
from backstride.plan.pain_zone import Reading, Zone, run_zone
from backstride.plan.return_state import EXTRAS, GREEN_GROWTH, HALF_HOUR_MIN, GreenRun, Reason, ReturnState, Step
from backstride.plan.words import EXTRA_WORDS

__all__ = ["RunOutcome", "after_run"]

TOO_LONG = 1.25
"""A run this much longer than planned does not count as a step; a product default."""
RED_CUT = 0.7
_GREEN_TO_STEP = 2
_GREEN_TO_STEP_STRICT = 3
_GREEN_HALF_HOURS = 6
_TWICE = 2
_RUNG_AFTER_RED_HALF_HOUR = 9
_WEEK = timedelta(days=7)
_NEXT: dict[PlanState, tuple[PlanState, float, int]] = {
    PlanState.BUILD: (PlanState.SHARPEN, 0.6, 14),
    PlanState.SHARPEN: (PlanState.FREE, 0.8, 28),
    PlanState.MODIFY: (PlanState.FREE, 1.0, 14),
}
_MOVE_ON = {PlanState.BUILD: "build_to_sharpen", PlanState.SHARPEN: "free", PlanState.MODIFY: "free"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOutcome:
    """Where a run leads, why, and its colour; None on a day without a run."""

    after: ReturnState
    reasons: tuple[Reason, ...] = ()
    zone: Zone | None = None


def after_run(now: ReturnState, check_in: CheckIn, *, baseline_0_to_10: float) -> RunOutcome:
    """Read a day in a running state.

    Parameters
    ----------
    baseline_0_to_10
        The usual pain at rest before this day.
    """
    if not check_in.ran:
        return RunOutcome(after=now)
    reading = run_zone(check_in, baseline_0_to_10=baseline_0_to_10, strict=now.strict)
    faults = tuple(_faults(now, check_in))
    zone = Zone.AMBER if faults and reading.zone is Zone.GREEN else reading.zone
    why = _why(check_in, reading, zone)
    ran = replace(now, last_run=check_in.day, gap_taken=0)
    if zone is Zone.GREEN and check_in.run_minutes:
        ran = replace(ran, green_runs=(*ran.green_runs, GreenRun(day=check_in.day, minutes=check_in.run_minutes)))
    if zone is Zone.RED:
        ran = replace(ran, reds=(*ran.reds, check_in.day))
    step = {PlanState.RUN_WALK: _on_ladder, PlanState.RUN: _half_hour}.get(now.state, _by_distance)
    after, reasons = step(ran, zone)
    return RunOutcome(after=after, reasons=(why, *faults, *reasons), zone=zone)


def _why(check_in: CheckIn, reading: Reading, zone: Zone) -> Reason:
    """Say why a run has its colour; what a fault takes away is not told as if it had hurt."""
    said = "; ".join(reading.reasons)
    text = f"{zone}: {said}." if zone is reading.zone else f"{zone}, though the run itself was {reading.zone}: {said}."
    return Reason(rule="painkiller" if check_in.painkiller else "zones", text=text)


def _faults(now: ReturnState, check_in: CheckIn) -> Iterator[Reason]:
    """What keeps a run from counting as a step, whatever it felt like."""
    dose = now.run_dose()
    planned = 0.0 if dose is None else dose.run_min * dose.repeats
    if check_in.run_minutes is not None and check_in.run_minutes > TOO_LONG * planned:
        yield Reason(rule="longest_run", text="It was much longer than planned, so it does not count as a step.")
    if now.rests_until(check_in.day):
        yield Reason(rule="step_down", text="It came within two days of a red run, so it does not count as a step.")
    alone = now.state in (PlanState.RUN_WALK, PlanState.RUN)
    if alone and now.last_run is not None and (check_in.day - now.last_run).days < _GREEN_TO_STEP:
        yield Reason(rule="every_other_day", text="It came the day after another run, so it does not count as a step.")


def _red_again(now: ReturnState) -> bool:
    return len(now.reds) >= _TWICE


def _on_ladder(now: ReturnState, zone: Zone) -> Step:
    if zone is Zone.GREEN:
        good = now.good + 1
        if good < (_GREEN_TO_STEP_STRICT if now.strict else _GREEN_TO_STEP):
            return replace(now, good=good, ambers=0), ()
        if now.rung < len(LADDER):
            text = f"On to rung {now.rung + 1}."
            return replace(now, rung=now.rung + 1, good=0, ambers=0), (Reason(rule="step_up", text=text),)
        text = "The ladder is done: half an hour of running, three times a week."
        return now.moved_to(PlanState.RUN), (Reason(rule="ladder_done", text=text),)
    if zone is Zone.AMBER:
        if now.ambers + 1 < _TWICE:
            return replace(now, good=0, ambers=now.ambers + 1), (Reason(rule="step_up", text="Stay on this rung."),)
        rung = max(1, now.rung - 1)
        text = f"Two amber runs in a row: rung {rung}."
        return replace(now, good=0, ambers=0, rung=rung), (Reason(rule="step_up", text=text),)
    if _red_again(now):
        return begin_flare(now)
    rung = max(1, now.rung - (1 if now.strict else 2))
    text = f"No run for two days, then rung {rung}."
    return replace(now, good=0, ambers=0, rung=rung), (Reason(rule="step_down", text=text),)


def _half_hour(now: ReturnState, zone: Zone) -> Step:
    if zone is Zone.GREEN:
        if now.good + 1 < _GREEN_HALF_HOURS:
            return replace(now, good=now.good + 1), ()
        after = replace(now.moved_to(PlanState.BUILD), run_min=HALF_HOUR_MIN, first_run_min=HALF_HOUR_MIN)
        return after, (Reason(rule="ladder_done", text="Six green half hours: add distance, bit by bit."),)
    if zone is Zone.AMBER:
        return replace(now, good=0), ()
    if _red_again(now):
        return begin_flare(now)
    rung = min(_RUNG_AFTER_RED_HALF_HOUR, now.rung)
    text = f"Back to rung {rung} for a while."
    return replace(now.moved_to(PlanState.RUN_WALK), rung=rung), (Reason(rule="step_down", text=text),)


def _by_distance(now: ReturnState, zone: Zone) -> Step:
    if zone is Zone.GREEN:
        return _moved_on(*_one_more(*_grown(replace(now, good=now.good + 1))))
    if zone is Zone.AMBER:
        held = replace(now, good=0, ambers_on=(*now.ambers_on, now.day))
        if len(held.ambers_within(_WEEK.days)) < _TWICE:
            return held, ()
        text = "Two amber runs in a week: stay at this length for a week."
        return replace(held, hold_until=now.day + _WEEK), (Reason(rule="hold_or_cut", text=text),)
    if _red_again(now):
        return begin_flare(now)
    cut = replace(now, good=0, run_min=RED_CUT * now.run_min, hold_until=now.day + _WEEK)
    if now.state in (PlanState.SHARPEN, PlanState.FREE):
        # The two weeks that hills and speed then wait are those of building up again.
        cut = replace(cut.moved_to(PlanState.BUILD), hold_until=cut.hold_until, extras=max(0, now.extras - 1))
    text = "No run for two days, then a third less for a week; leave out hills and speed."
    return cut, (Reason(rule="hold_or_cut", text=text),)


def _grown(now: ReturnState) -> Step:
    """Let the longest run grow by a tenth, a week after it last did."""
    held = now.hold_until is not None and now.day < now.hold_until
    if held or now.good < _GREEN_TO_STEP or now.day < (now.grown_on or now.since) + _WEEK or now.cap_min is None:
        return now, ()
    run_min = min(GREEN_GROWTH * now.run_min, now.cap_min, now.goal_min)
    if run_min <= now.run_min:
        return now, ()
    text = f"Your longest run may now be {run_min:.0f} minutes."
    return replace(now, run_min=run_min, grown_on=now.day), (Reason(rule="grow", text=text),)


def _one_more(now: ReturnState, reasons: tuple[Reason, ...]) -> Step:
    """Add the next of hills and speed, a week after the last one."""
    due = now.extra_on is None or now.day >= now.extra_on + _WEEK
    if now.state is not PlanState.SHARPEN or now.extras == len(EXTRAS) or now.ambers_within(_WEEK.days) or not due:
        return now, reasons
    reason = Reason(rule="extras", text=f"New in one run this week: {EXTRA_WORDS[EXTRAS[now.extras]]}.")
    return replace(now, extras=now.extras + 1, extra_on=now.day), (*reasons, reason)


def _moved_on(now: ReturnState, reasons: tuple[Reason, ...]) -> Step:
    if now.state not in _NEXT:
        return now, reasons
    state, share, days = _NEXT[now.state]
    calm = not now.reds and not now.ambers_within(days) and (now.day - now.since).days >= days
    if not calm or now.run_min < share * now.goal_min - 0.01:
        return now, reasons
    words = {PlanState.SHARPEN: "Add one new thing a week: gentle hills first, then strides, downhill last."}
    reason = Reason(rule=_MOVE_ON[now.state], text=words.get(state, "You are back. Keep up the strength work."))
    return now.moved_to(state), (*reasons, reason)
