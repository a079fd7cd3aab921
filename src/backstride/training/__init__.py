"""From runs to load, baselines and findings."""

__all__: list[str] = []
