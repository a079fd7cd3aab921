"""From runs to load, baselines and findings."""

from backstride.training.series import load_series
from backstride.training.what_if import what_if

__all__ = ["load_series", "what_if"]
