"""The pages and the API."""

__all__: list[str] = []
