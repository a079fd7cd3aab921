"""Use cases in transactions: the one place where the store meets science."""

__all__: list[str] = []
