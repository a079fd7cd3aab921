"""Backstride answers why a back hurts after running, how urgent it is and what to do now."""

from importlib import import_module as _import_module

__version__ = "0.1.0"

_HOMES = {
    "Assessment": "backstride.model",
    "Case": "backstride.model",
    "Runner": "backstride.model",
    "load_case": "backstride.service.case_file",
    "load_knowledge": "backstride.knowledge.compiled",
}

__all__ = ["Assessment", "Case", "Runner", "__version__", "assess", "load_case", "load_knowledge"]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that ``import backstride`` stays light."""
    if name == "assess":
        return _import_module("backstride.assess")
    if name in _HOMES:
        return getattr(_import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'backstride' has no attribute '{name}'")
