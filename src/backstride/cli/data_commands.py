"""``backstride export | backup | restore | erase``: the runner's data in, out, and gone."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from backstride.cli.output import write_json, write_text

__all__ = ["backup", "erase", "export", "restore"]

PASSPHRASE = "BACKSTRIDE_PASSPHRASE"  # noqa: S105 - the name of a setting
Locked = Annotated[
    bool, typer.Option("--passphrase", help=f"Lock the file with a passphrase: asked for, or taken from {PASSPHRASE}.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON value.")]


def export(
    *,
    out: Annotated[Path, typer.Option(help="The archive to write.")] = Path("backstride-export.zip"),
    passphrase: Locked = False,
    json: AsJson = False,
) -> None:
    """Write everything that is stored into one archive of open formats."""
    from backstride.service.data_care import export_everything
    from backstride.service.data_folder import data_folder

    word = _passphrase(confirm=True) if passphrase else None
    written = export_everything(data_folder(), out, now=datetime.now(UTC), passphrase=word)
    _say(json=json, file=written, text=f"Your data is in {written}.")


def backup(
    *,
    out: Annotated[Path | None, typer.Option(help="The file to write; else the data folder's own backups.")] = None,
    passphrase: Locked = False,
    json: AsJson = False,
) -> None:
    """Copy everything that is stored into one file; the app may go on meanwhile."""
    from backstride.service.data_care import back_up
    from backstride.service.data_folder import data_folder

    word = _passphrase(confirm=True) if passphrase else None
    written = back_up(data_folder(), now=datetime.now(UTC), target=out, passphrase=word)
    _say(json=json, file=written, text=f"Backed up to {written}. Bring it back with: backstride restore {written}")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `backstride backup` has made.")],
    *,
    passphrase: Locked = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: AsJson = False,
) -> None:
    """Bring a copy back, daily ones too; the app may go on. What is there now is put aside first."""
    from backstride.service.data_folder import data_folder
    from backstride.service.restoring import bring_back

    home = data_folder()
    if not yes:
        typer.confirm(f"Put the backup in the place of {home}?", abort=True, err=True)
    word = _passphrase(confirm=False) if passphrase else None
    done = bring_back(home, file, now=datetime.now(UTC), passphrase=word)
    kept = "" if done.before is None else f" What was there is kept in {done.before}; erase it when you are sure."
    lacks = f" {done.missing_files} training files are not here; import them again." if done.missing_files else ""
    _say(json=json, file=home, text=f"Brought back.{kept}{lacks}")


def erase(
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: AsJson = False,
) -> None:
    """Erase everything that is stored, for good. Stop the app first."""
    from backstride.service.data_care import erase_everything
    from backstride.service.data_folder import data_folder

    home = data_folder()
    if not yes:
        typer.confirm(f"Erase everything in {home}? This cannot be undone.", abort=True, err=True)
    erase_everything(home)
    _say(json=json, file=home, text="Everything is erased. Copies that you made elsewhere are still there.")


def _passphrase(*, confirm: bool) -> str:
    """Take the passphrase from its setting, or ask for it without showing it."""
    given = os.environ.get(PASSPHRASE)
    asked: str = given or typer.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True)
    return asked


def _say(*, json: bool, file: Path, text: str) -> None:
    if json:
        write_json({"file": str(file), "message": text})
    else:
        write_text(f"{text}\n")
