"""Commands: the product from a terminal."""

from backstride.cli.run import main

__all__ = ["main"]
