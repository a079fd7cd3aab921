"""The edge of the command line: one plain line for a person's mistakes, a traceback for ours."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from backstride.model.errors import UserError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments
        Words after the program's name; None reads them from the process.

    Returns
    -------
    0 done, 2 wrong usage, 3 unusable input. A bug raises, and the interpreter exits with 1.
    """
    from backstride.cli.app import application

    try:
        application(args=None if arguments is None else list(arguments), prog_name="backstride")
    except UserError as error:
        sys.stderr.write(f"{error.line()}\n")
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0
