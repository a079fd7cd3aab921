"""Charts drawn by the server: one function a chart, each with the same numbers as a table."""

from backstride.figures.charts.calendar import calendar_chart
from backstride.figures.charts.chart import Chart, Width
from backstride.figures.charts.form_speed import change_words, form_over_months_chart, form_speed_chart
from backstride.figures.charts.interval_bar import interval_bar
from backstride.figures.charts.long_run_share import long_run_share_chart
from backstride.figures.charts.pain_course import PainDay, pain_course_chart
from backstride.figures.charts.planned_run import planned_run_chart
from backstride.figures.charts.session_ratio import session_ratio_chart
from backstride.figures.charts.shoe_mileage import shoe_mileage_chart
from backstride.figures.charts.stride_curve import stride_curve_chart
from backstride.figures.charts.weekly_volume import weekly_volume_chart

__all__ = [
    "Chart",
    "PainDay",
    "Width",
    "calendar_chart",
    "change_words",
    "form_over_months_chart",
    "form_speed_chart",
    "interval_bar",
    "long_run_share_chart",
    "pain_course_chart",
    "planned_run_chart",
    "session_ratio_chart",
    "shoe_mileage_chart",
    "stride_curve_chart",
    "weekly_volume_chart",
]
