"""How much of the machine one job may take: memory, processor time and time by the clock on the wall.

A file can be made so that reading it never ends. The limits are far above what real files take: a whole export of ten
years needs a minute, a clip about as long as it lasts.
"""

from __future__ import annotations

import contextlib
import importlib.util
from collections.abc import Iterator

__all__ = ["LONGEST_JOB_S", "MOST_CPU_S", "MOST_MEMORY_BYTES", "limit_memory", "limited_cpu"]

LONGEST_JOB_S = 2 * 3600.0
"""By the clock on the wall; a job that takes longer is given up."""
MOST_CPU_S = 4 * 3600
"""Processor time of one job, over all its threads; the system ends a worker that takes more."""
MOST_MEMORY_BYTES = 8 * 2**30
"""Address space of the worker and of each helper it starts. A clip takes 1 GB of it."""

_HAS_LIMITS = importlib.util.find_spec("resource") is not None


def limit_memory(most_bytes: int = MOST_MEMORY_BYTES) -> None:
    """Hold this process, and those it starts, to so much memory; Windows knows no such limit and goes without."""
    if not _HAS_LIMITS:
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = most_bytes if hard == resource.RLIM_INFINITY else min(most_bytes, hard)
    # Some systems list this limit and refuse to set it.
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


@contextlib.contextmanager
def limited_cpu(most_s: int = MOST_CPU_S) -> Iterator[None]:
    """Let the system end this process when it takes so much more processor time meanwhile."""
    if not _HAS_LIMITS:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    used = resource.getrusage(resource.RUSAGE_SELF)
    wanted = int(used.ru_utime + used.ru_stime) + most_s
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    try:
        yield
    finally:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
