"""From files to runs, one format per file."""

__all__: list[str] = []
