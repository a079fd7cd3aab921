"""From an assessment to its renderings: page, PDF and text."""

__all__: list[str] = []
