"""The running figure: a whole stride as a loop, with one still frame for print and reduced motion."""

from __future__ import annotations

from functools import cache
from html import escape

import numpy as np

from backstride.figures.mannequin.side_outline import side_shapes
from backstride.figures.runner.runner_body import runner_body
from backstride.figures.runner.stride_settings import RunnerSettings
from backstride.figures.trace import Trace, moving, shape_trace, still

__all__ = ["running_figure"]

_FRAMES = 14
_STILL_FRAME = 12
_SLOWED = 2.0
_FLOOR = '<ellipse class="p-shadow" cx="20" cy="7" rx="330" ry="10"/><path class="p-floor" d="M-410 4H410"/>'


@cache
def _stride(settings: RunnerSettings) -> tuple[Trace, ...]:
    time_s = np.linspace(0, settings.stride_s, _FRAMES + 1)
    return tuple(shape_trace(shape) for shape in side_shapes(runner_body(settings, time_s), frozenset("nf")))


def running_figure(
    settings: RunnerSettings | None = None, *, animated: bool, title: str = "A runner in an easy stride"
) -> str:
    """Draw the runner, at half speed so that the eye can follow.

    Parameters
    ----------
    settings
        The runner, or None for the easy stride of the first page.
    animated
        Whether the figure runs. The still frame is inside as well, and the style sheet shows it instead in print
        and when the reader asks for less motion.
    title
        What the picture shows, in plain words.

    Examples
    --------
    >>> running_figure(animated=False).startswith("<svg")
    True
    """
    runner = settings or RunnerSettings()
    traces = _stride(runner)
    fixed = still(traces, _STILL_FRAME)
    if animated:
        share = np.linspace(0, 1, _FRAMES + 1)
        live = moving(traces, share, runner.stride_s * _SLOWED)
        fixed = f'<g class="fig-motion">{live}</g><g class="fig-still">{fixed}</g>'
    words = escape(title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" aria-label="{words}" '
        f'viewBox="-430 -1060 860 1090"><title>{words}</title>{_FLOOR}{fixed}</svg>'
    )
