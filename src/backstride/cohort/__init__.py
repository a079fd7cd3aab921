"""The load of one runner, worked out for many at once."""

from backstride.cohort.table import CohortRuns, LoadTable, load_table

__all__ = ["CohortRuns", "LoadTable", "load_table"]
