"""The drawn runner: a parametric stride, its exact positions, and pictures of it."""

from backstride.figures.runner.filming_figure import filming_figure
from backstride.figures.runner.landing_figure import Landing, LandingKind, landing_figure
from backstride.figures.runner.pelvis_figure import pelvis_figure
from backstride.figures.runner.runner_body import (
    FilledOutline,
    GroundContact,
    runner_contacts,
    runner_outlines,
    runner_positions,
)
from backstride.figures.runner.running_figure import running_figure
from backstride.figures.runner.stride_settings import RunnerSettings

__all__ = [
    "FilledOutline",
    "GroundContact",
    "Landing",
    "LandingKind",
    "RunnerSettings",
    "filming_figure",
    "landing_figure",
    "pelvis_figure",
    "runner_contacts",
    "runner_outlines",
    "runner_positions",
    "running_figure",
]
