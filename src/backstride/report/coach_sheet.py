"""A sheet for the coach: what may be trained in the next two weeks, and nothing about health."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from backstride.model.plan import ExerciseDose, Plan, PlanSession, SessionKind, SessionPart
from backstride.plan.first_steps import review_dates
from backstride.plan.words import day_words, dose_words, run_words

__all__ = ["coach_sheet"]

_WEEKS = 2
_STOP_RULES = (
    "End the session when the runner says so, limps, or runs differently from usual.",
    "Never add distance, hills or speed beyond what stands here, even on a good day.",
    "A missed session is not made up for.",
    "The runner decides every day whether to train. No reason has to be given.",
)


def coach_sheet(plan: Plan, names: Mapping[str, str], *, today: date) -> str:
    """Write what a coach needs: permitted minutes, warm-up, terrain, intensity, stop rules, the day of review.

    It is made from the sessions alone: no complaint, no cause, no pain and no state is in it.

    Parameters
    ----------
    names
        The name of each exercise.
    """
    return "\n".join(_lines(plan, names, today)) + "\n"


def _lines(plan: Plan, names: Mapping[str, str], today: date) -> Iterator[str]:
    yield from ("For the coach", "", f"From {day_words(today)}.")
    weeks = plan.weeks[:_WEEKS]
    if not weeks:
        yield from ("", "No training for now. Ask the runner again after the next review.")
        return
    for week in weeks:
        runs = [session for session in week.sessions if session.run is not None]
        yield from ("", f"Week {week.number}" + (f", from {day_words(week.start)}" if week.start else ""))
        yield from _running(runs, names)
        yield f"* Other sessions: {_others(week.sessions)}."
    yield from ("", "Rules", *(f"* {rule}" for rule in _STOP_RULES))
    yield from ("", f"Review: {day_words(review_dates(weeks[0].start or today)[1])}. This sheet ends then.")


def _running(runs: list[PlanSession], names: Mapping[str, str]) -> Iterator[str]:
    minutes = [session.run.repeats * session.run.run_min for session in runs if session.run is not None]
    if not minutes:
        yield "* No running."
        return
    longest, in_all = max(minutes), sum(minutes)
    yield f"* Running at most {in_all:.0f} minutes in the week, {longest:g} in one session."
    for session in runs:
        if session.run is not None:
            yield f"* {day_words(session.day) if session.day else 'Any day'}: {run_words(session.run)}."
            yield from _warm_up(session, names)
    yield "* After each run: walk easily for five minutes."


def _warm_up(session: PlanSession, names: Mapping[str, str]) -> Iterator[str]:
    """Name what comes before a run; what comes after it is for comfort and stays with the runner."""
    doses = [dose for dose in session.exercises if dose.part is SessionPart.WARM_UP]
    if doses:
        yield f"  Before it: {'; '.join(f'{names.get(dose.id, dose.id)} {_amount(dose)}' for dose in doses)}."


def _amount(dose: ExerciseDose) -> str:
    return dose_words(replace(dose, note="", load=""))


def _others(sessions: tuple[PlanSession, ...]) -> str:
    kinds = [session.kind for session in sessions]
    named = {
        SessionKind.WALK: "walking",
        SessionKind.STRENGTH: "strength from the runner's own list",
        SessionKind.MOBILITY: "gentle movement",
    }
    found = [f"{kinds.count(kind)} x {name}" for kind, name in named.items() if kind in kinds]
    return ", ".join(found) or "none"
