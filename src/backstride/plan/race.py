"""Does the race still fit? The plan's own rules, run forward on the best path to the day of the race.

No date is promised: the answer is what the rules would allow if every day went well, and what has to hold for it.

Sources
-------
frandsen2025
    A race is a run: it is held to a tenth more than the longest green run of the 30 days before it.
nielsen2014rec
    Recovery takes long and varies, so the best path is a limit and no forecast.
expert
    A race asks for a calm back and half an hour of running first; a product default.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from backstride.model.plan import PlanState, RaceOutlook, RaceVerdict
from backstride.model.preferences import Race
from backstride.plan.projection import PlannedDay, project
from backstride.plan.return_state import DISTANCE_STATES, GREEN_GROWTH, WINDOW_DAYS, ReturnState
from backstride.plan.run_history import RunHistory
from backstride.plan.words import day_words

__all__ = ["MOST_WEEKS", "race_outlook"]

MOST_WEEKS = 40
"""How far the best path is followed; a race beyond is judged later."""
_SOURCES = ("frandsen2025", "nielsen2014rec", "expert")
_SLOW_MIN_PER_KM = 7.0
_MARGIN = 1.02
_AS_USUAL = (PlanState.FREE, PlanState.MODIFY, PlanState.SHARPEN, PlanState.BUILD)
_CONDITIONS = (
    "Every run until then stays green.",
    "You would start without a painkiller, and stop if it hurts 5 of 10 or a leg feels weak or numb.",
)
_BONE_CONDITIONS = (_CONDITIONS[0], "You would start without a painkiller, and stop at any pain.")


def race_outlook(
    race: Race, now: ReturnState, history: RunHistory, *, running_days: Sequence[int], today: date
) -> RaceOutlook | None:
    """Judge a race by the best path; None when it is over.

    Parameters
    ----------
    now
        Where the runner stands today.
    """
    days = (race.day - today).days
    if days < 0:
        return None
    if not now.may_run:
        text = "Not advisable. You are not cleared for running yet; ask whoever clears you about the race too."
        return _outlook(race, RaceVerdict.NOT_ADVISABLE, text)
    if days > 7 * MOST_WEEKS:
        text = f"It is more than {MOST_WEEKS} weeks away. That is too far to judge; look again when it is closer."
        return _outlook(race, RaceVerdict.POSSIBLE, text)
    longest_min, state = _best_path(now, history, race.day, running_days)
    pace = 1.0 / history.km_per_min if history.km_per_min else _SLOW_MIN_PER_KM
    longest_km = int(10 * longest_min / pace) / 10
    need_min = race.distance_km * pace
    conditions = _BONE_CONDITIONS if now.strict else _CONDITIONS
    if state not in DISTANCE_STATES:
        text = (
            f"Not advisable. Even if every day goes well you are not back to steady running by {day_words(race.day)}."
        )
        return _outlook(race, RaceVerdict.NOT_ADVISABLE, text)
    if need_min > _MARGIN * longest_min:
        return _outlook(race, RaceVerdict.NOT_ADVISABLE, _too_long(race, longest_km), longest_km=longest_km)
    if now.state in _AS_USUAL and now.cap_min is not None and need_min <= now.cap_min and not now.reds:
        text = "As planned. It is within a tenth of your longest green run of the last 30 days."
        return _outlook(race, RaceVerdict.AS_PLANNED, text, longest_km=longest_km, conditions=conditions[1:])
    text = f"Possible, if all goes well. On the best path your longest run by then allows about {longest_km:g} km."
    return _outlook(race, RaceVerdict.POSSIBLE, text, longest_km=longest_km, conditions=conditions)


def _too_long(race: Race, longest_km: float) -> str:
    text = f"Not advisable over {race.distance_km:g} km. Even if every day goes well, your longest run by then allows "
    return text + f"about {longest_km:g} km. A shorter start, or another date, fits your back better."


def _best_path(
    now: ReturnState, history: RunHistory, day: date, running_days: Sequence[int]
) -> tuple[float, PlanState]:
    """Give the longest race, in minutes, that the rules allow on a day, and the state it is run in."""
    yesterday = now.day
    weeks = max(1, -(-(day - yesterday).days // 7))
    days = [one for week in project(now, history, running_days=running_days, weeks=weeks) for one in week.days]
    before = [one for one in days if one.day < day]
    state = next((one.state for one in reversed(days) if one.day <= day), now.state)
    return max(_green_cap(before, day), _green_cap_now(now, day)), state


def _green_cap(days: Sequence[PlannedDay], until: date) -> float:
    """Give a tenth more than the longest planned run of the 30 days before."""
    since = until - timedelta(days=WINDOW_DAYS)
    return GREEN_GROWTH * max(
        (one.run.run_min for one in days if one.run is not None and one.day >= since), default=0.0
    )


def _green_cap_now(now: ReturnState, until: date) -> float:
    since = until - timedelta(days=WINDOW_DAYS)
    return GREEN_GROWTH * max((run.minutes for run in now.green_runs if run.day >= since), default=0.0)


def _outlook(
    race: Race,
    verdict: RaceVerdict,
    text: str,
    *,
    longest_km: float | None = None,
    conditions: tuple[str, ...] = (),
) -> RaceOutlook:
    return RaceOutlook(
        day=race.day,
        distance_km=race.distance_km,
        verdict=verdict,
        text=text,
        longest_km=longest_km,
        conditions=conditions,
        sources=_SOURCES,
    )
