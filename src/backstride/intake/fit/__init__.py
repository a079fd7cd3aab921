"""FIT files: the format of nearly every sports watch, decoded straight into columns."""

__all__: list[str] = []
