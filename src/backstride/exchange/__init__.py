"""Case files, FHIR, calendars, watch workouts and our own archive."""

__all__: list[str] = []
