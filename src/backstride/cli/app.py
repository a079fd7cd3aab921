"""Every command by its name. Only the one that is asked for is loaded, so that each starts quickly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import cast

import typer

__all__ = ["COMMAND_PLACES", "application", "asked", "commands"]

Command = Callable[..., None]

COMMAND_PLACES: Mapping[str, str] = {
    "doctor": "doctor_command:doctor",
    "assess": "assess_command:assess",
    "ask": "ask_command:ask",
    "plan": "plan_command:plan",
    "report": "report_command:report",
    "import": "import_command:import_",
    "load": "load_command:load",
    "what-if": "what_if_command:what_if",
    "form": "form_command:form",
    "serve": "serve_command:serve",
    "catalogue": "catalogue_command:catalogue",
    "evaluate": "evaluate_command:evaluate",
    "export": "data_commands:export",
    "backup": "data_commands:backup",
    "restore": "data_commands:restore",
    "erase": "data_commands:erase",
}
"""Where each command stands, in the order of the help and of the reference."""


def commands(names: Iterable[str] = COMMAND_PLACES) -> dict[str, Command]:
    """Load commands by the word that is typed."""
    return {name: _loaded(COMMAND_PLACES[name]) for name in names}


def application(names: Iterable[str] = COMMAND_PLACES) -> typer.Typer:
    """Make the command line with some of its commands."""
    made = typer.Typer(
        name="backstride",
        help="Why does my back hurt after running, is it urgent, and what do I do now?",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=True,
    )
    # With a callback a single command keeps its name.
    made.callback()(_nothing)
    for name, command in commands(names).items():
        made.command(name=name)(command)
    return made


def asked(words: Sequence[str]) -> Iterable[str]:
    """Give the commands that what was typed can need: the one named first, or else all.

    Examples
    --------
    >>> list(asked(["serve", "--lan"])), len(list(asked(["--help"]))) == len(COMMAND_PLACES)
    (['serve'], True)
    """
    return words[:1] if words and words[0] in COMMAND_PLACES else COMMAND_PLACES


def _nothing() -> None:
    """Why does my back hurt after running, is it urgent, and what do I do now?"""  # noqa: D400


def _loaded(place: str) -> Command:
    module, _, name = place.partition(":")
    return cast("Command", getattr(import_module(f"backstride.cli.{module}"), name))
