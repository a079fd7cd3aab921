"""One hand that draws: mannequin, runner, body map and charts, as SVG.

Every function is pure and returns an ``svg`` element without style attributes, styles or scripts: its classes are
painted by ``figures.css`` in the page, and by `self_contained` in files.
"""

from backstride.figures.body_map import REGIONS, MapView, Region, body_map_control, body_map_svg, region
from backstride.figures.brand import brand_mark
from backstride.figures.charts import (
    Chart,
    Width,
    calendar_chart,
    change_words,
    form_over_months_chart,
    form_speed_chart,
    interval_bar,
    long_run_share_chart,
    planned_run_chart,
    session_ratio_chart,
    shoe_mileage_chart,
    stride_curve_chart,
    weekly_volume_chart,
)
from backstride.figures.exercise_figures import drawn_exercises, exercise_figure, figure_ids
from backstride.figures.paint import self_contained
from backstride.figures.palette import Theme
from backstride.figures.runner import (
    Landing,
    LandingKind,
    RunnerSettings,
    filming_figure,
    landing_figure,
    pelvis_figure,
    runner_contacts,
    runner_outlines,
    runner_positions,
    running_figure,
)
from backstride.figures.urgency import urgency_icon, urgency_ladder, urgency_token

__all__ = [
    "Chart",
    "Landing",
    "LandingKind",
    "MapView",
    "REGIONS",
    "Region",
    "RunnerSettings",
    "Theme",
    "Width",
    "body_map_control",
    "body_map_svg",
    "brand_mark",
    "calendar_chart",
    "change_words",
    "drawn_exercises",
    "exercise_figure",
    "figure_ids",
    "filming_figure",
    "form_over_months_chart",
    "form_speed_chart",
    "interval_bar",
    "landing_figure",
    "long_run_share_chart",
    "pelvis_figure",
    "planned_run_chart",
    "region",
    "runner_contacts",
    "runner_outlines",
    "runner_positions",
    "running_figure",
    "self_contained",
    "session_ratio_chart",
    "shoe_mileage_chart",
    "stride_curve_chart",
    "urgency_icon",
    "urgency_ladder",
    "urgency_token",
    "weekly_volume_chart",
]
