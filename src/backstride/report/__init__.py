"""One assessment, many renderings."""

__all__: list[str] = []
