"""How a workbench is served."""

from __future__ import annotations

import ipaddress
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from yanzhen.errors import UsageError
from yanzhen.ledger import Ledger
from yanzhen.workbench.people import PeopleStore

# One server process reads its settings from here; uvicorn's workers inherit the environment.
ENVIRONMENT = "YANZHEN_SERVE"
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Served:
    """What ``yanzhen serve`` was asked for.

    Attributes:
        ledger: file or database URL.
        host, port: where to listen.
        people: file or URL of accounts, sessions and trail; empty means beside the ledger.
        accounts: whether visitors have to log in.
        https: whether a TLS proxy stands in front; makes cookies ``Secure``.
        hosts: further names under which the server may be addressed.
        embed_from: origins that may show embed views in a frame, as in a Content-Security-Policy.
        upload_limit: largest upload in bytes.
        public: everybody reads as one who may see public statements only and change nothing; for static copies.
    """

    ledger: str
    host: str = "127.0.0.1"
    port: int = 8750
    people: str = ""
    accounts: bool = False
    https: bool = False
    hosts: tuple[str, ...] = ()
    embed_from: tuple[str, ...] = field(default=("'self'",))
    upload_limit: int = 50 * MEGABYTE
    public: bool = False

    def __post_init__(self) -> None:
        if not self.accounts and not is_loopback(self.host):
            raise UsageError(
                f"没有设置账号，不能在 {self.host} 上提供服务：同网络的任何人都能修改台账",
                expected="127.0.0.1, localhost or ::1 when there are no accounts",
                todo="先用 yanzhen account add 建立账号，再以 --accounts 启动",
            )

    @property
    def people_store(self) -> str:
        """Where accounts, sessions and the trail are kept."""
        return people_place(self.ledger, self.people)

    @property
    def allowed_hosts(self) -> tuple[str, ...]:
        """Host names a request may carry: another name means a page elsewhere is steering this browser."""
        return ("127.0.0.1", "localhost", "[::1]", "testserver", *self.hosts, *_named(self.host))

    def to_environment(self) -> None:
        """Hand the settings to the server's own processes."""
        os.environ[ENVIRONMENT] = json.dumps(asdict(self))

    @classmethod
    def from_environment(cls) -> Served:
        """The settings :meth:`to_environment` left."""
        known = json.loads(os.environ[ENVIRONMENT])
        known["hosts"], known["embed_from"] = tuple(known["hosts"]), tuple(known["embed_from"])
        return cls(**known)


def prepare(served: Served) -> None:
    """Check that the ledger opens, make sure that somebody can log in, and hand the settings over.

    Raises:
        LedgerError: the ledger cannot be used.
        UsageError: accounts are asked for and there are none.
    """
    Ledger.open(served.ledger).close()
    if served.accounts:
        people = PeopleStore(served.people_store)
        nobody = not people.people()
        people.close()
        if nobody:
            raise UsageError(
                "还没有账号，谁也登录不了",
                todo=f"yanzhen account add {served.ledger} 姓名 --role admin",
            )
    served.to_environment()


def people_place(ledger: str, people: str = "") -> str:
    """Where accounts, sessions and the trail of a ledger are kept."""
    if people or "://" in ledger:
        return people or ledger
    return str(Path(ledger).with_suffix(".people.db"))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _named(host: str) -> tuple[str, ...]:
    """The bound address as a host name, unless it stands for all addresses."""
    return () if host in {"0.0.0.0", "::", ""} else (host,)
