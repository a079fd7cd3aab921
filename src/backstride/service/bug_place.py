"""Where in the program a mistake of ours happened, without any of the values it happened with."""

from __future__ import annotations

__all__ = ["bug_place"]


def bug_place(error: BaseException) -> str:
    """Name the kind of an error and the line it was raised on; its message could hold answers, so it is left out.

    Examples
    --------
    >>> try:
    ...     1 / 0
    ... except ZeroDivisionError as error:
    ...     bug_place(error).startswith("ZeroDivisionError in ")
    True
    """
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    file = trace.tb_frame.f_code.co_filename.rpartition("backstride/")[2]
    return f"{type(error).__name__} in {file}:{trace.tb_lineno}"
