"""From keypoint tracks to strides, form measures and findings."""

from backstride.gait.form import analyse

__all__ = ["analyse"]
