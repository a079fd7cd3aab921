"""Every command by its name."""

from __future__ import annotations

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

__all__ = ["application"]

application = typer.Typer(
    name="backstride",
    help="Why does my back hurt after running, is it urgent, and what do I do now?",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=True,
)

_COMMANDS = (
    assess, ask, plan, report, import_, load, what_if, form, serve, catalogue, evaluate, export, backup, restore, erase,
    doctor,
)  # fmt: skip
for _command in _COMMANDS:
    application.command(name=_command.__name__.rstrip("_").replace("_", "-"))(_command)
