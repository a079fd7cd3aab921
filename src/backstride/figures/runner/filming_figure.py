"""How to film a run: the runner in the picture, and the camera's place seen from above."""

from __future__ import annotations

from functools import cache

import numpy as np

from backstride.figures.mannequin.side_outline import side_shapes
from backstride.figures.runner.runner_body import runner_body
from backstride.figures.runner.stride_settings import RunnerSettings
from backstride.figures.trace import shape_trace, still

__all__ = ["filming_figure"]

_MOMENT = 0.10
_HIP_Y = -500
_FRAME = (-430, -1110, 430, 110)
_CORNER = 110
_TITLE = (
    "Left: the whole runner from head to feet in the picture, the camera at hip height. "
    "Right, seen from above: the camera stands 4 to 6 metres away, at a right angle to the run."
)


@cache
def filming_figure() -> str:
    """Draw both pictures side by side.

    Examples
    --------
    >>> filming_figure().startswith("<svg") and "4 to 6 m" in filming_figure()
    True
    """
    settings = RunnerSettings()
    body = runner_body(settings, np.array([_MOMENT * settings.stride_s]))
    person = still([shape_trace(shape) for shape in side_shapes(body, frozenset("nf"))])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" aria-label="{_TITLE}" '
        f'viewBox="-470 -1150 1970 1370"><title>{_TITLE}</title>'
        '<ellipse class="p-shadow" cx="20" cy="7" rx="330" ry="10"/><path class="p-floor" d="M-410 4H410"/>'
        f"{person}{_viewfinder()}{_from_above()}</svg>"
    )


def _viewfinder() -> str:
    """Draw the corners of the picture, and the camera's height."""
    left, top, right, bottom = _FRAME
    corners = "".join(
        f"M{x} {y + dy}V{y}H{x + dx}"
        for x, y, dx, dy in (
            (left, top, _CORNER, _CORNER),
            (right, top, -_CORNER, _CORNER),
            (left, bottom, _CORNER, -_CORNER),
            (right, bottom, -_CORNER, -_CORNER),
        )
    )
    return (
        f'<path class="ann-try" d="{corners}"/>'
        f'<path class="ann-yours-dash" d="M{left} {_HIP_Y}H{right}"/>'
        f'<text class="ann-yours-text" x="0" y="195">camera at hip height</text>'
    )


def _from_above() -> str:
    """Draw the runner's head and shoulders, the way they run, and the phone that looks at them."""
    runner_x, runner_y, phone_y = 1000, -860, -80
    return (
        f'<path class="p-floor" d="M560 {runner_y - 120}H1450M560 {runner_y + 120}H1450"/>'
        f'<ellipse class="f-top" cx="{runner_x}" cy="{runner_y}" rx="46" ry="100"/>'
        f'<circle class="f-hair" cx="{runner_x + 12}" cy="{runner_y}" r="44"/>'
        f'<path class="ann-try" d="M{runner_x + 110} {runner_y}H1390"/>'
        f'<path class="ann-try" d="M1340 {runner_y - 40}L1390 {runner_y}L1340 {runner_y + 40}"/>'
        f'<path class="ann-yours-dash" d="M{runner_x} {runner_y + 130}V{phone_y - 40}"/>'
        f'<path class="ann-yours" d="M{runner_x} {runner_y + 190}H{runner_x + 60}V{runner_y + 130}"/>'
        f'<text class="ann-yours-text" x="{runner_x + 230}" y="{(runner_y + phone_y) // 2 + 40}">4 to 6 m</text>'
        f'<rect class="p-metal" x="{runner_x - 80}" y="{phone_y - 26}" width="160" height="52" rx="18"/>'
        f'<circle class="p-steel" cx="{runner_x - 40}" cy="{phone_y - 26}" r="16"/>'
        f'<text class="ann-try-text" x="{runner_x}" y="{phone_y + 130}">your phone</text>'
        f'<text class="ann-try-text" x="{runner_x}" y="{runner_y - 180}">seen from above</text>'
    )
