"""Charts drawn by the server: one function a chart, each with the same numbers as a table."""

from backstride.figures.charts.chart import Chart, Width
from backstride.figures.charts.interval_bar import interval_bar
from backstride.figures.charts.session_ratio import session_ratio_chart
from backstride.figures.charts.stride_curve import stride_curve_chart
from backstride.figures.charts.weekly_volume import weekly_volume_chart

__all__ = ["Chart", "Width", "interval_bar", "session_ratio_chart", "stride_curve_chart", "weekly_volume_chart"]
