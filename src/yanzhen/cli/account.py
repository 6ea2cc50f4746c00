"""``yanzhen account``: who may use a served workbench."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from yanzhen.errors import MissingExtraError

if TYPE_CHECKING:
    from yanzhen.workbench.people import PeopleStore

ROLES = ("viewer", "editor", "reviewer", "admin")


def _store(ledger: str, people: str) -> PeopleStore:
    try:
        from yanzhen.workbench.people import PeopleStore
    except ImportError as error:
        raise MissingExtraError("web", error.name or "argon2-cffi") from error
    from yanzhen.workbench.serving import people_place

    return PeopleStore(people_place(ledger, people))


def _password() -> str:
    """Asked twice on a terminal; read from standard input otherwise."""
    if sys.stdin.isatty():
        told: str = click.prompt("密码 Password", hide_input=True, confirmation_prompt=True)
        return told
    return sys.stdin.readline().rstrip("\n")


@click.group(name="account")
def command() -> None:
    """Accounts of a served workbench: viewer < editor < reviewer < admin."""


@command.command()
@click.argument("ledger")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="viewer", show_default=True)
@click.option("--display", default="", help="Name shown and used in signatures.")
@click.option("--people", default="", help="File or URL of the accounts; beside the ledger otherwise.")
def add(ledger: str, name: str, role: str, display: str, people: str) -> None:
    """Make an account; the password is asked for, or read from standard input."""
    from yanzhen.workbench.people import Role

    store = _store(ledger, people)
    person = store.add(name, _password(), Role.named(role), display=display)
    click.echo(f"{person.name}\t{person.role.name.lower()}")


@command.command(name="list")
@click.argument("ledger")
@click.option("--people", default="")
def list_(ledger: str, people: str) -> None:
    """List the accounts."""
    for person in _store(ledger, people).people():
        click.echo(f"{person.name}\t{person.role.name.lower()}\t{person.display}")


@command.command()
@click.argument("ledger")
@click.argument("name")
@click.option("--people", default="")
def password(ledger: str, name: str, people: str) -> None:
    """Set a new password; open sessions end."""
    _store(ledger, people).set_password(name, _password())
    click.echo(f"{name}: 密码已更新 password set")


@command.command()
@click.argument("ledger")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@click.option("--people", default="")
def role(ledger: str, name: str, role: str, people: str) -> None:
    """Change a role."""
    from yanzhen.workbench.people import Role

    _store(ledger, people).set_role(name, Role.named(role))
    click.echo(f"{name}\t{role}")


@command.command()
@click.argument("ledger")
@click.argument("name")
@click.option("--people", default="")
def disable(ledger: str, name: str, people: str) -> None:
    """Let nobody in with an account any more; what it did stays on record."""
    _store(ledger, people).disable(name)
    click.echo(f"{name}: 已停用 disabled")
