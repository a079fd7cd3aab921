"""Vignettes to accuracy tables, simulated runners, validation of form."""

__all__: list[str] = []
