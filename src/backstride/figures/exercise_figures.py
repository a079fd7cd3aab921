"""The drawn exercises by their id in the evidence table."""

from __future__ import annotations

from functools import cache, lru_cache

from backstride.figures.exercise import Exercise, draw_exercise
from backstride.figures.runner.running_figure import running_figure

__all__ = ["drawn_exercises", "exercise_figure", "figure_ids"]

_RUN_WALK = "E71"
_MOVING_KEPT = 12
"""A moving picture takes far more memory than a still one, and few are looked at in a row."""


@cache
def drawn_exercises() -> dict[str, Exercise]:
    """Give every drawn exercise by its id; the key poses are read on the first call.

    Examples
    --------
    >>> drawn_exercises()["E10"].title
    'Bird dog'
    """
    from backstride.figures.poses import EXERCISES

    return {exercise.id: exercise for exercise in sorted(EXERCISES, key=lambda one: one.id)}


def figure_ids() -> tuple[str, ...]:
    """List every exercise that has a figure; the running one is drawn by the runner.

    Examples
    --------
    >>> "E71" in figure_ids()
    True
    """
    return tuple(sorted((*drawn_exercises(), _RUN_WALK)))


def exercise_figure(exercise_id: str, *, animated: bool) -> str | None:
    """Draw an exercise, or give None when it has no drawing.

    Parameters
    ----------
    exercise_id
        Id in the evidence table, such as ``E10``.
    animated
        Whether the person moves; see `draw_exercise`. Files and print want the still one.

    Examples
    --------
    >>> exercise_figure("E10", animated=False).startswith("<svg")
    True
    >>> exercise_figure("E999", animated=False) is None
    True
    """
    return _moving(exercise_id) if animated else _still(exercise_id)


@lru_cache(maxsize=_MOVING_KEPT)
def _moving(exercise_id: str) -> str | None:
    return _drawn(exercise_id, animated=True)


@cache
def _still(exercise_id: str) -> str | None:
    return _drawn(exercise_id, animated=False)


def _drawn(exercise_id: str, *, animated: bool) -> str | None:
    if exercise_id == _RUN_WALK:
        return running_figure(animated=animated, title="Run-walk: easy running between walking breaks")
    exercise = drawn_exercises().get(exercise_id)
    return None if exercise is None else draw_exercise(exercise, animated=animated)
