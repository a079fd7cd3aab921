"""Backstride answers why a back hurts after running, how urgent it is and what to do now."""

__version__ = "0.1.0"

__all__ = ["__version__"]
