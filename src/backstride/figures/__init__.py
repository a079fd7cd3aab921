"""One hand that draws: mannequin, body map and charts, as SVG."""

__all__: list[str] = []
