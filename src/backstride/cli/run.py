"""The edge of the command line: one plain line for a person's mistakes, a traceback for ours."""

from __future__ import annotations

import sys
from collections.abc import Sequence

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
    from backstride.cli.app import application, asked

    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        application(asked(words))(args=words, prog_name="backstride")
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except Exception as error:
        # Loaded here, since the command that starts the app needs nothing else of the model.
        from backstride.model.errors import UserError

        if not isinstance(error, UserError):
            raise
        sys.stderr.write(f"{error.line()}\n")
        return error.exit_code
    return 0
