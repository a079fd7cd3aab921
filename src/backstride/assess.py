"""The whole pure pipeline: a case, the knowledge and the time make an assessment."""

__all__: list[str] = []
