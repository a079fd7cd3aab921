"""From keypoint tracks to strides, form measures and findings."""

__all__: list[str] = []
