"""From findings to the posterior over causes, and what moved it."""

__all__: list[str] = []
