"""One file per step, in order of their numbers."""

__all__: list[str] = []
