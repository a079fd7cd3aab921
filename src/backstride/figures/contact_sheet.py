"""Every drawing on one page, for a person to look at: ``python -m backstride.figures.contact_sheet > sheet.html``.

The same scale for every exercise, so that sizes can be compared. As arguments, ``dark`` gives the night, ``moving``
lets the figures move, and ``strips`` shows the start, the middle and the end of every exercise side by side.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from html import escape

from backstride.figures.body_map import body_map_svg
from backstride.figures.exercise import Exercise, draw_exercise, draw_moment, film_of
from backstride.figures.exercise_figures import drawn_exercises
from backstride.figures.palette import Theme
from backstride.figures.runner import Landing, LandingKind, RunnerSettings, landing_figure, running_figure
from backstride.figures.stylesheets import figures_css, tokens_css
from backstride.figures.urgency import urgency_icon, urgency_ladder
from backstride.model.verdict import Level

__all__ = ["exercise_contact_sheet", "exercise_strips"]

_LAYOUT = """body{margin:16px;background:var(--surface);color:var(--ink);display:grid;gap:12px;
grid-template-columns:repeat(12,1fr);align-items:end;font:600 15px var(--font)}
figure{margin:0;grid-column:span 2;background:var(--surface-raised);border:1px solid var(--line);
border-radius:14px;padding:10px;text-align:center}figure.wide{grid-column:span 3}.u-shape{width:48px}
"""
_STRIPS = """body{margin:16px;background:var(--surface);color:var(--ink);font:600 17px var(--font);
display:grid;gap:12px;grid-template-columns:repeat(2,1fr)}
figure{margin:0;background:var(--surface-raised);border:1px solid var(--line);
border-radius:14px;padding:10px}figure div{display:grid;grid-template-columns:repeat(3,1fr);align-items:end}
.figure{max-height:300px}
"""
_LOW, _WIDE, _LOW_HEIGHT, _WIDE_WIDTH = 700.0, 900.0, 800.0, 1360.0
_TALL_WIDTH, _TALL_HEIGHT = 1000.0, 1180.0


def _cell(svg: str, words: str, *, wide: bool = False) -> str:
    return f"<figure{' class=wide' if wide else ''}>{svg}<figcaption>{escape(words)}</figcaption></figure>"


def _exercises(exercises: Iterable[Exercise], *, animated: bool) -> list[str]:
    low: list[str] = []
    tall: list[str] = []
    for exercise in exercises:
        box = film_of(exercise).box
        lies = box.top < _LOW
        wide = lies or box.right - box.left > _WIDE
        frame = (_WIDE_WIDTH if wide else _TALL_WIDTH, _LOW_HEIGHT if lies else max(_TALL_HEIGHT, box.top + 60))
        svg = draw_exercise(exercise, animated=animated, frame=frame)
        (low if lies else tall).append(_cell(svg, f"{exercise.id} {exercise.title}", wide=wide))
    return [*low, *tall]


def exercise_contact_sheet(exercises: Iterable[Exercise], *, theme: Theme = Theme.LIGHT, animated: bool = False) -> str:
    """Write the page: exercises, runner, body map and urgency signs.

    Parameters
    ----------
    exercises
        What to draw; those that lie low come first.
    theme
        Day or night.
    animated
        Whether the figures move.

    Examples
    --------
    >>> exercise_contact_sheet([drawn_exercises()["E10"]]).startswith("<!doctype html>")
    True
    """
    cells = _exercises(exercises, animated=animated)
    cells.append(_cell(running_figure(animated=animated), "Running"))
    for kind, landing in (
        (LandingKind.YOURS, Landing(overstride_pct_leg=36, trunk_lean_deg=3, shank_angle_deg=14)),
        (LandingKind.TRY, Landing(overstride_pct_leg=22, trunk_lean_deg=8, shank_angle_deg=4)),
    ):
        cells.append(_cell(landing_figure(landing, kind, "foot to hip", kind.value), f"Landing: {kind.value}"))
    long = RunnerSettings(overstride_pct_leg=34, cadence_steps_per_min=158, contact_time_ms=262)
    cells.append(_cell(running_figure(long, animated=animated), "Running, long steps"))
    marked = {"low_back_left": 1.0, "buttock_left": 0.5, "thigh_back_left": 0.2}
    cells.append(_cell(body_map_svg(marked), "Body map", wide=True))
    cells += [_cell(urgency_icon(level) + urgency_ladder(level), level.value) for level in Level]
    return _page(_LAYOUT, "".join(cells), theme)


def _page(style: str, body: str, theme: Theme) -> str:
    return (
        f'<!doctype html><html lang="en" data-theme="{theme.value}"><head><meta charset="utf-8"><title>Figures</title>'
        f"<style>{tokens_css()}{figures_css()}{style}</style></head><body>{body}</body></html>"
    )


def _moments(exercise: Exercise) -> tuple[int, int, int]:
    """Give the frames of the start, of the middle of the movement, and of the still picture."""
    keys = film_of(exercise).loop.key_frames
    start = keys[0] if exercise.ghost is None or exercise.still == exercise.ghost else keys[exercise.ghost]
    end = keys[exercise.still]
    if start == end:
        end = keys[len(keys) // 2]
    return start, (start + end + 1) // 2, end


def exercise_strips(exercises: Iterable[Exercise], *, theme: Theme = Theme.LIGHT) -> str:
    """Write a page with the start, the middle and the end of each exercise.

    Parameters
    ----------
    exercises
        What to draw, in this order.
    theme
        Day or night.

    Examples
    --------
    >>> exercise_strips([drawn_exercises()["E10"]]).count("<svg")
    3
    """
    cells = [
        f"<figure><div>{''.join(draw_moment(one, frame) for frame in _moments(one))}</div>"
        f"<figcaption>{escape(f'{one.id} {one.title}')}</figcaption></figure>"
        for one in exercises
    ]
    return _page(_STRIPS, "".join(cells), theme)


if __name__ == "__main__":
    wishes = sys.argv[1:]
    night = Theme.DARK if "dark" in wishes else Theme.LIGHT
    sys.stdout.write(
        exercise_strips(drawn_exercises().values(), theme=night)
        if "strips" in wishes
        else exercise_contact_sheet(drawn_exercises().values(), theme=night, animated="moving" in wishes)
    )
