"""Why does my back hurt after running, is it urgent, and what do I do now?"""

__version__ = "0.1.0"

__all__ = ["__version__"]
