"""From files to runs, one format per file."""

from backstride.intake.duplicates import Duplicate
from backstride.intake.read import Intake, read_paths

__all__ = ["Duplicate", "Intake", "read_paths"]
