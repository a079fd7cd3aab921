"""The same pure functions mapped over many runners."""

__all__: list[str] = []
