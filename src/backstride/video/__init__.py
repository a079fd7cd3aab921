"""From clips to keypoint tracks; the heavy libraries live only here."""

__all__: list[str] = []
