"""Every command by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import typer

from backstride.cli.ask_command import ask
from backstride.cli.assess_command import assess
from backstride.cli.catalogue_command import catalogue
from backstride.cli.data_commands import backup, erase, export, restore
from backstride.cli.doctor_command import doctor
from backstride.cli.evaluate_command import evaluate
from backstride.cli.form_command import form
from backstride.cli.import_command import import_
from backstride.cli.load_command import load
from backstride.cli.plan_command import plan
from backstride.cli.report_command import report
from backstride.cli.serve_command import serve
from backstride.cli.what_if_command import what_if

__all__ = ["COMMANDS", "application"]

application = typer.Typer(
    name="backstride",
    help="Why does my back hurt after running, is it urgent, and what do I do now?",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=True,
)

COMMANDS: Mapping[str, Callable[..., None]] = {
    command.__name__.rstrip("_").replace("_", "-"): command
    for command in (
        doctor, assess, ask, plan, report, import_, load, what_if, form, serve, catalogue, evaluate, export, backup,
        restore, erase,
    )
}  # fmt: skip
"""Every command by the word that is typed, in the order of the help and of the reference."""
for _name, _command in COMMANDS.items():
    application.command(name=_name)(_command)
