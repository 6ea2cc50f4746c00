"""``yanzhen publish``: documents from a ledger."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Literal

import click
from rich.console import Console
from rich.table import Table

from yanzhen.errors import MissingExtraError
from yanzhen.workbench import publishing, verifying
from yanzhen.workbench.publishing import Choice
from yanzhen.workbench.verifying import Verdict, Verification

# The pages' application, by name: processes that write a site import it, this module does not.
APPLICATION = "yanzhen.web.app:create"


class _Group(click.Group):
    """``publish LEDGER TEMPLATE …`` writes a document; ``publish verify`` and the others are commands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            args = ["document", *args]
        return super().parse_args(ctx, args)


@click.group(name="publish", cls=_Group)
def command() -> None:
    """Write documents in which every number leads back to its source.

    \b
    yanzhen publish city.yz briefing --format html,docx,pdf,xlsx -o out/
    """


@command.command(name="document")
@click.argument("ledger")
@click.argument("template")
@click.option(
    "--format", "formats", default="html,docx,pdf,xlsx", show_default=True, help="Forms, with commas."
)
@click.option(
    "-o", "--out", default="out", show_default=True, type=click.Path(file_okay=False), help="Folder."
)
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option(
    "--layout",
    type=click.Choice(["official", "brief"]),
    help="GB/T 9704 layout, or the plainer information brief [that of the template].",
)
@click.option("--as-of", help="Day of the state of knowledge; later sources are left out.")
@click.option("--entity", help="For templates about one cluster, firm or chain: its name.")
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="For pre-checks: the day whose rules apply [today].",
)
@click.option("--peer", help="For comparisons: the ledger of the other region.")
@click.option("--internal", is_flag=True, help="Use internal sources too.")
@click.option("--synthetic", is_flag=True, help="Use made-up data too; every page is marked.")
@click.option("--issuer", default="", help="Office that issues the document.")
@click.option(
    "--base-url",
    default="",
    envvar="YANZHEN_BASE_URL",
    help="Address of a workbench: links and a QR code lead to the statements [$YANZHEN_BASE_URL].",
)
@click.option("--json", "json_out", is_flag=True, help="Print JSON (the default when the output is piped).")
def document(
    ledger: str,
    template: str,
    formats: str,
    out: str,
    language: str,
    layout: Literal["official", "brief"] | None,
    as_of: str | None,
    entity: str | None,
    day: datetime | None,
    peer: str | None,
    internal: bool,
    synthetic: bool,
    issuer: str,
    base_url: str,
    json_out: bool,
) -> None:
    """Write a document from LEDGER by TEMPLATE (a name from ``yanzhen publish templates``, or a file)."""
    on = day.date() if day else None
    choice = Choice(language, as_of, internal, synthetic, issuer, base_url, on, layout=layout)
    forms = [form.strip() for form in formats.split(",") if form.strip()]
    files = publishing.publish(ledger, template, forms, out, choice, entity=entity, peer=peer)
    if json_out or not sys.stdout.isatty():
        click.echo(json.dumps([str(file) for file in files], ensure_ascii=False))
    else:
        for file in files:
            click.echo(f"已写出 written: {file}")


@command.command(name="templates")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def templates(language: str) -> None:
    """List the templates: name, label, and what each needs."""
    for each in publishing.templates(language):
        needs = f"  (--{' --'.join(each.needs)})" if each.needs else ""
        click.echo(f"{each.name}\t{each.label}{needs}")


@command.command(name="verify")
@click.argument("draft", type=click.Path())
@click.option("--ledger", required=True, help="The ledger to hold it against.")
@click.option("--peer", help="Also the ledger of another region that the draft speaks of.")
@click.option(
    "--annotate", type=click.Path(dir_okay=False), help="Also write the draft with remarks (.html, .docx)."
)
@click.option("--json", "json_out", is_flag=True, help="Print JSON (the default when the output is piped).")
def verify(draft: str, ledger: str, peer: str | None, annotate: str | None, json_out: bool) -> None:
    """Check every figure of DRAFT (any text, also one written elsewhere) against LEDGER.

    Exit code 1 when a figure is sharper than its source, contradicted or without evidence.
    """
    verification, reading = verifying.verify(ledger, draft, peer=peer)
    if annotate:
        verifying.annotated(verification, reading, annotate)
    if json_out or not sys.stdout.isatty():
        click.echo(json.dumps(verification.to_json(), ensure_ascii=False, indent=1))
    else:
        _show(verification)
    if verification.count(Verdict.SUPPORTED) < len(verification.findings):
        sys.exit(1)


def _show(verification: Verification) -> None:
    table = Table()
    for heading in ("结果", "文稿", "说明", "原文"):
        table.add_column(heading, overflow="fold")
    for each in verification.findings:
        quote = each.evidence[0].statement.quote if each.evidence else ""
        style = "" if each.verdict is Verdict.SUPPORTED else "bold red"
        table.add_row(each.verdict.zh, each.words, "；".join(each.reasons), quote, style=style)
    for number in verification.open:
        table.add_row("请人工核对", number.words, "未能识别主体与指标", "", style="yellow")
    Console().print(table)


@command.command(name="site")
@click.argument("ledger", type=click.Path(exists=True, dir_okay=False))
@click.option("-o", "--out", required=True, type=click.Path(file_okay=False), help="A new folder.")
@click.option("--processes", default=0, help="How many work at once; 0: one for each processor.")
@click.option("--twins/--no-twins", default=True, help="Also each page as JSON, XLSX and DOCX.")
@click.option(
    "--internal", is_flag=True, help="Also internal sources and small cells: a copy for insiders only."
)
def site(ledger: str, out: str, processes: int, twins: bool, internal: bool) -> None:
    """Write the whole workbench of LEDGER, read-only, as plain files for an intranet server."""
    try:
        from yanzhen.workbench.sites import write_workbench
    except ImportError as error:
        raise MissingExtraError("web", error.name or "fastapi") from error
    made = write_workbench(APPLICATION, ledger, out, processes, twins=twins, internal=internal)
    for address, status in made.missing:
        click.echo(f"没有写出 not written: {address} ({status})", err=True)
    counts = {
        "files": made.files,
        "missing": [list(each) for each in made.missing],
        "folder": str(made.folder),
    }
    if sys.stdout.isatty():
        click.echo(
            f"已写出 {sum(made.files.values())} 个文件，其中网页 {made.files.get('text/html', 0)} 个：{made.folder}"
        )
    else:
        click.echo(json.dumps(counts, ensure_ascii=False))
