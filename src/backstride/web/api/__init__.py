"""The programs' side of the app: JSON in, JSON out, nothing stored, described by OpenAPI 3.1."""

__all__: list[str] = []
