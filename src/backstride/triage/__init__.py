"""From findings to urgency and permissions, with the rules that fired."""

__all__: list[str] = []
