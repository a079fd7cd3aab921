"""Backstride answers why a back hurts after running, how urgent it is and what to do now."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Assessment": "backstride.model",
    "Case": "backstride.model",
    "Runner": "backstride.model",
    "load_case": "backstride.service.case_file",
    "load_knowledge": "backstride.knowledge.compiled",
}

__all__ = ["Assessment", "Case", "Runner", "__version__", "assess", "load_case", "load_knowledge"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a lazy door to several kinds of things
    """Load a public name when it is first used, so that ``import backstride`` stays light."""
    if name == "assess":
        return import_module("backstride.assess")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'backstride' has no attribute '{name}'")
