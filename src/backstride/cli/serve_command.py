"""``backstride serve``: the app in your browser, on this machine."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from backstride.model.errors import UsageError

__all__ = ["serve"]


def serve(
    *,
    port: Annotated[int | None, typer.Option("--port", help="Port to listen on; a free one when left out.")] = None,
    lan: Annotated[bool, typer.Option("--lan", help="Open it to your home network (not ready yet).")] = False,
    demo: Annotated[bool, typer.Option("--demo", help="Get the made-up runner ready to look at.")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser window.")] = False,
) -> None:
    """Open the app on this machine. Nothing leaves it."""
    if lan:
        raise UsageError(
            "other devices cannot be paired yet, so the app answers on this machine only",
            where="--lan",
            advice="leave --lan out",
        )
    from backstride.service.data_folder import data_folder
    from backstride.web.server import run_app

    run_app(data_folder(), port=port, with_demo=demo, open_browser=not no_browser, say=_say)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
