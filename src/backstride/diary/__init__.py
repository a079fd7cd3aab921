"""From check-ins to trend, flare, next-morning response and honest links."""

__all__: list[str] = []
