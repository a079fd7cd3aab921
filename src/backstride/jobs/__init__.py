"""Background work: video, import and the nightly backup."""

__all__: list[str] = []
