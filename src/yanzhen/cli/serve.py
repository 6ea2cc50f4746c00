"""``yanzhen serve``: the workbench in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from yanzhen.errors import MissingExtraError

# Given to uvicorn by name: the server process imports it, this module does not.
APPLICATION = "yanzhen.web.app:create"


@click.command(name="serve")
@click.argument("ledger")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8750, show_default=True, type=click.IntRange(1, 65535), help="Port.")
@click.option(
    "--accounts", is_flag=True, help="Ask visitors to log in; needed for any host but this machine."
)
@click.option("--people", default="", help="File or URL of the accounts; beside the ledger otherwise.")
@click.option("--https", is_flag=True, help="A TLS proxy stands in front: cookies are marked Secure.")
@click.option("--allow-host", multiple=True, help="Another name under which the server is addressed.")
@click.option("--embed-from", multiple=True, help="Origin that may show embed views in a frame.")
def command(
    ledger: str,
    host: str,
    port: int,
    accounts: bool,
    people: str,
    https: bool,
    allow_host: tuple[str, ...],
    embed_from: tuple[str, ...],
) -> None:
    """Serve LEDGER as a workbench at http://127.0.0.1:8750, for this machine only.

    To let colleagues in, make accounts (``yanzhen account add``), then add ``--accounts --host 0.0.0.0``.
    """
    try:
        import uvicorn

        from yanzhen.workbench.serving import Served, prepare
    except ImportError as error:
        raise MissingExtraError("web", error.name or "uvicorn") from error
    asked = Served(
        ledger=ledger if "://" in ledger else str(Path(ledger).resolve()),
        host=host,
        port=port,
        people=people,
        accounts=accounts,
        https=https,
        hosts=allow_host,
        embed_from=("'self'", *embed_from),
    )
    prepare(asked)
    click.echo(f"雁阵 http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}  (Ctrl-C 停止)")
    uvicorn.run(
        APPLICATION,
        factory=True,
        host=host,
        port=port,
        log_level="warning",
        proxy_headers=https,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
