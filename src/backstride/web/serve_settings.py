"""How to serve, and the step from the command line to the web process.

Nothing of the product is imported here, so that it is not loaded twice.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass

__all__ = ["ServeSettings", "become_server"]

_HABITS = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "262144",
    "MALLOC_TRIM_THRESHOLD_": "262144",
    "OPENBLAS_NUM_THREADS": "1",
}
"""For the C library of Linux: give large blocks back at once, and keep no heap for each thread. For the arithmetic: a
page's small matrices gain nothing from a second core, and wait for it while a clip is measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeSettings:
    """How to serve.

    Parameters
    ----------
    home
        The data folder.
    port
        The port to listen on, or None for the usual one or else a free one.
    with_demo
        Get the made-up runner ready in the background.
    lan
        Also answer to paired devices of the home network.
    """

    home: str
    port: int | None = None
    with_demo: bool = False
    open_browser: bool = True
    lan: bool = False


def become_server(settings: ServeSettings) -> None:
    """Turn this process into the web process, where the system can; else run the app right here.

    Raises
    ------
    UsageError
        If the port is taken or not allowed, or there is no home network.
    """
    if os.name != "posix":
        from backstride.web.server import run_app, say_aloud

        run_app(settings, say=say_aloud)
        return
    # -P: nothing that lies in the folder the person is in can take the place of a library.
    words = [sys.executable, "-P", "-m", "backstride.web.server", json.dumps(asdict(settings))]
    sys.stdout.flush()
    os.execve(sys.executable, words, _HABITS | os.environ)  # noqa: S606 - our own module, no shell
