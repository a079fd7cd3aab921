"""From verdict, ranking and preferences to exercises, runs and advice."""

__all__: list[str] = []
