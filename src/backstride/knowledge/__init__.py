"""What is known, as reviewable data with a source on every number."""

__all__: list[str] = []
