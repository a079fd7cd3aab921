"""The parametric runner, the synthetic history and the demo case."""

__all__: list[str] = []
