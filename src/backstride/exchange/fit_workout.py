"""A planned run as a FIT workout: a watch counts the minutes and says when to walk."""

from __future__ import annotations

from datetime import UTC, datetime, time
from enum import IntEnum

from backstride.exchange.fit_encoder import FIT_EPOCH_S, FitEncoder
from backstride.exchange.fit_fields import FILE_ID, WORKOUT, WORKOUT_STEP
from backstride.model.plan import PlanSession, RunDose

__all__ = ["encode_workout", "workout_name"]

_WORKOUT_FILE, _DEVELOPMENT, _RUNNING = 5, 255, 1
_TIME, _UNTIL_STEPS_DONE = 0, 6
_OPEN, _CADENCE = 2, 3
_WALK_MIN = 5.0
_MS_PER_MIN = 60_000.0
_FEET = 2.0


class _Intensity(IntEnum):
    ACTIVE = 0
    WARM_UP = 2
    COOL_DOWN = 3
    RECOVERY = 4


def workout_name(session: PlanSession) -> str:
    """Give the name a watch lists: short, and without a word about health.

    Examples
    --------
    >>> from backstride.model.plan import SessionKind
    >>> workout_name(PlanSession(kind=SessionKind.RUN, run=RunDose(run_min=2, walk_min=1, repeats=6)))
    'Run 6 x 2 min, walk 1 min'
    """
    run = _run_of(session)
    if run.walk_min:
        return f"Run {run.repeats} x {run.run_min:g} min, walk {run.walk_min:g} min"
    return f"Run {run.run_min:g} min, {run.intensity}"[:31]


def encode_workout(session: PlanSession, *, number: int = 1) -> bytes:
    """Write a planned run as a FIT workout: walk, run or run and walk in turns, walk.

    The workout holds the running only; the exercises around it stay on the page. The same session gives the same bytes.
    Cadence targets count strides of one foot, as the format does.

    Parameters
    ----------
    session
        A session with a run and a day.
    number
        Tells apart files of one day; a watch keeps one workout for each number and moment.

    Raises
    ------
    ValueError
        When the session has no run, or no day.
    """
    run = _run_of(session)
    if session.day is None:
        raise ValueError("a workout needs its day")
    made = datetime.combine(session.day, time(), UTC).timestamp() - FIT_EPOCH_S
    steps = _steps(run)
    encoder = FitEncoder()
    encoder.add(
        FILE_ID,
        {
            "type": _WORKOUT_FILE,
            "manufacturer": _DEVELOPMENT,
            "product": 1,
            "serial_number": number,
            "time_created": made,
        },
    )
    encoder.add(WORKOUT, {"sport": _RUNNING, "num_valid_steps": len(steps), "wkt_name": workout_name(session)})
    for index, step in enumerate(steps):
        encoder.add(WORKOUT_STEP, {"message_index": index, **step})
    return encoder.finish()


def _run_of(session: PlanSession) -> RunDose:
    if session.run is None:
        raise ValueError(f"a {session.kind} session has no run")
    return session.run


def _steps(run: RunDose) -> list[dict[str, float | str | None]]:
    steps = [_timed("Walk to begin", _WALK_MIN, _Intensity.WARM_UP), _running(run)]
    if run.walk_min:
        steps.append(_timed("Walk", run.walk_min, _Intensity.RECOVERY))
        if run.repeats > 1:
            steps.append(_again(from_step=1, times=run.repeats))
    steps.append(_timed("Walk to end", _WALK_MIN, _Intensity.COOL_DOWN))
    return steps


def _running(run: RunDose) -> dict[str, float | str | None]:
    step = _timed(f"Run, {run.intensity}"[:23], run.run_min, _Intensity.ACTIVE)
    step["notes"] = "Stop if it hurts 5 of 10, or a leg feels weak or numb."
    if run.cadence_steps_per_min is not None:
        low, high = run.cadence_steps_per_min
        step |= {
            "target_type": _CADENCE,
            "target_value": 0,
            "custom_target_value_low": round(low / _FEET),
            "custom_target_value_high": round(high / _FEET),
        }
    return step


def _timed(name: str, minutes: float, intensity: _Intensity) -> dict[str, float | str | None]:
    return {
        "wkt_step_name": name,
        "duration_type": _TIME,
        "duration_value": round(minutes * _MS_PER_MIN),
        "target_type": _OPEN,
        "target_value": 0,
        "custom_target_value_low": None,
        "custom_target_value_high": None,
        "intensity": intensity,
        "notes": "",
    }


def _again(*, from_step: int, times: int) -> dict[str, float | str | None]:
    step = _timed("", 0.0, _Intensity.ACTIVE)
    return step | {"duration_type": _UNTIL_STEPS_DONE, "duration_value": from_step, "target_value": times}
