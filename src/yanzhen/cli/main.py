"""The ``yanzhen`` command: finds the subcommands and turns errors into messages and exit codes."""

from __future__ import annotations

import importlib
import json
import os
import sys

import click

from yanzhen.errors import YanzhenError

# Command -> (module, one-line help). The modules are imported only when the command runs.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("yanzhen.cli.demo", "The main job on the example city: evidence to picture and briefing."),
    "read": ("yanzhen.cli.read", "Show what a document says: figures and relations, each with its words."),
    "init": ("yanzhen.cli.init", "Make a ledger, empty or from an export."),
    "add": ("yanzhen.cli.add", "Read files and keep what they say, each statement with its words."),
    "show": (
        "yanzhen.cli.show",
        "The three tiers of a ledger, or one entity with every claim and its words.",
    ),
    "judge": ("yanzhen.cli.judge", "Who could apply for which programme: yes, no or cannot tell, and why."),
    "titles": (
        "yanzhen.cli.titles",
        "Titles awarded, valid, expiring; claims that the register does not bear out.",
    ),
    "atlas": ("yanzhen.cli.atlas", "Chains: check charts, draw them, place firms, write the office's lists."),
    "publish": ("yanzhen.cli.publish", "Write documents in which every number leads back to its source."),
    "measure": (
        "yanzhen.cli.measure",
        "Run a measure on a table: location quotient, shift-share, complexity ...",
    ),
    "review": (
        "yanzhen.cli.review",
        "What to look at first; accept, correct, withdraw; names that mean one firm.",
    ),
    "ledger": ("yanzhen.cli.ledger", "Ask a ledger: search, contradictions, drift, sums, differences."),
    "serve": (
        "yanzhen.cli.serve",
        "The workbench in a browser, for this machine or, with accounts, an office.",
    ),
    "account": ("yanzhen.cli.account", "Accounts of a served workbench."),
    "export": ("yanzhen.cli.export", "Write a whole ledger to one portable file."),
    "doctor": ("yanzhen.cli.doctor", "Examine a ledger: is everything whole, and what to do if not."),
}


class LazyGroup(click.Group):
    """A click group whose subcommands live in modules that are imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="yanzhen")
def cli() -> None:
    """Yanzhen 雁阵: a region's industrial system, from evidence to picture and briefing.

    Every number that Yanzhen shows leads back to the words it came from.
    """


def main() -> None:
    """Entry point: exit code 0 success, 1 failure, 2 wrong usage, 130 interrupted."""
    try:
        cli.main(standalone_mode=False)
    except YanzhenError as error:
        _tell(error)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted 已中断: nothing half-written remains.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _tell(error: YanzhenError) -> None:
    if "--json" in sys.argv:
        click.echo(json.dumps(error.to_json(), ensure_ascii=False), err=True)
    else:
        click.echo(f"yanzhen: {error}", err=True)
