"""One file a page: what it shows and what its forms do."""

__all__: list[str] = []
