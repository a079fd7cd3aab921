"""The people who share this machine: name them, add one. Each has cases and training files of their own."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backstride.model.errors import InputError
from backstride.service.shelf import Shelf
from backstride.store.locking import lock_for_writing
from backstride.store.opening import open_shared_store
from backstride.store.runners import RunnerRow, list_runner_rows, write_runner

__all__ = ["Person", "add_person", "list_people", "name_person"]

_LONGEST_NAME = 40
_MOST_PEOPLE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person; the first one has no name until someone gives one."""

    shelf: Shelf
    name: str = ""


def list_people(home: Path) -> tuple[Person, ...]:
    """List everyone on this machine, the first runner first; there is always one."""
    with open_shared_store(home).connect() as connection:
        rows = list_runner_rows(connection)
    first = next((row.name for row in rows if row.id == Shelf.OWN.value), "")
    others = (Person(shelf=Shelf(row.id), name=row.name) for row in rows if row.id != Shelf.OWN.value)
    return (Person(shelf=Shelf.OWN, name=first), *others)


def add_person(home: Path, name: str, *, now: datetime) -> Person:
    """Add a person.

    Raises
    ------
    InputError
        If the name is empty, too long or taken, or there are too many people.
    """
    with open_shared_store(home).begin() as connection:
        lock_for_writing(connection)
        rows = list_runner_rows(connection)
        name = _checked(name, taken=[row.name for row in rows])
        if len(rows) >= _MOST_PEOPLE:
            raise InputError(f"there is room for {_MOST_PEOPLE} people", advice="use an own data folder for the others")
        person = Person(shelf=Shelf(f"r{secrets.token_hex(6)}"), name=name)
        write_runner(connection, RunnerRow(id=person.shelf.value, name=name, added_at=now.isoformat()))
    return person


def name_person(home: Path, shelf: Shelf, name: str, *, now: datetime) -> None:
    """Give a person another name.

    Raises
    ------
    InputError
        If the name cannot be, or there is no such person.
    """
    with open_shared_store(home).begin() as connection:
        lock_for_writing(connection)
        rows = list_runner_rows(connection)
        if shelf != Shelf.OWN and shelf.value not in {row.id for row in rows}:
            raise InputError("this person is not on this machine", advice="go back to the first page")
        name = _checked(name, taken=[row.name for row in rows if row.id != shelf.value])
        write_runner(connection, RunnerRow(id=shelf.value, name=name, added_at=now.isoformat()))


def _checked(name: str, *, taken: list[str]) -> str:
    name = " ".join(name.split())
    if not name:
        raise InputError("there is no name", advice="type one, such as Ana")
    if len(name) > _LONGEST_NAME:
        raise InputError(f"a name may have {_LONGEST_NAME} letters", advice="type a shorter one")
    if name.casefold() in {one.casefold() for one in taken}:
        raise InputError(f"there is a {name} already", advice="type another name")
    return name
