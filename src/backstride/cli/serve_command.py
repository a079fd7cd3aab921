"""``backstride serve``: the app in your browser, on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["serve"]


def serve(
    *,
    port: Annotated[int | None, typer.Option("--port", help="Port to listen on; a free one when left out.")] = None,
    lan: Annotated[
        bool, typer.Option("--lan", help="Also open it to phones in your home network, each paired once with a code.")
    ] = False,
    demo: Annotated[bool, typer.Option("--demo", help="Get the made-up runner ready to look at.")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser window.")] = False,
) -> None:
    """Open the app on this machine. Nothing leaves it, unless you open it to your home network."""
    from backstride.service.data_folder import data_folder
    from backstride.web.serve_settings import ServeSettings, become_server

    become_server(
        ServeSettings(home=str(data_folder()), port=port, with_demo=demo, open_browser=not no_browser, lan=lan)
    )
