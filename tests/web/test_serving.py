"""``yanzhen serve`` and ``yanzhen account`` as a person uses them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from click.testing import CliRunner

from yanzhen.cli.account import command as account
from yanzhen.workbench.people import PeopleStore, Role
from yanzhen.workbench.serving import ENVIRONMENT, Served, people_place


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from yanzhen.cli import main; main()", *arguments]
    return subprocess.run(program, capture_output=True, text=True, timeout=60, check=False)


def test_serves_until_interrupted(place: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = [
        sys.executable,
        "-c",
        "from yanzhen.cli import main; main()",
        "serve",
        str(place),
        "--port",
        str(port),
    ]
    server = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(300):
            try:
                with urlopen(f"http://127.0.0.1:{port}/overview.json", timeout=5) as answer:
                    assert json.load(answer)["page"] == "overview"
                break
            except OSError:
                assert server.poll() is None, server.stderr and server.stderr.read()
                time.sleep(0.1)
        else:
            raise AssertionError("the server did not come up")
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(20) in (0, 130)


def test_refusals_say_what_to_do(place: Path, tmp_path: Path) -> None:
    elsewhere = run("serve", str(place), "--host", "0.0.0.0")
    assert elsewhere.returncode == 2 and "yanzhen account add" in elsewhere.stderr
    nobody = run("serve", str(place), "--host", "0.0.0.0", "--accounts")
    assert nobody.returncode == 2 and "还没有账号" in nobody.stderr
    missing = run("serve", str(tmp_path / "none.yz"))
    assert missing.returncode == 1 and "yanzhen init" in missing.stderr


def test_accounts_from_the_command_line(place: Path) -> None:
    def told(*arguments: str, typed: str = "") -> str:
        result = CliRunner().invoke(account, list(arguments), input=typed)
        assert result.exit_code == 0, result.output
        return result.output

    told("add", str(place), "li", "--role", "editor", "--display", "李", typed="long-enough-1\n")
    told("role", str(place), "li", "reviewer")
    told("password", str(place), "li", typed="long-enough-2\n")
    assert told("list", str(place)).split() == ["li", "reviewer", "李"]
    people = PeopleStore(people_place(str(place)))
    token = people.login("li", "long-enough-2", "")
    assert token and people.whose(token).role is Role.REVIEWER
    told("disable", str(place), "li")
    assert people.whose(token) is None
    people.close()


def test_settings_survive_the_environment(monkeypatch) -> None:
    monkeypatch.setitem(os.environ, ENVIRONMENT, "")
    asked = Served(ledger="city.yz", hosts=("plan.example",), embed_from=("'self'", "https://portal.example"))
    asked.to_environment()
    assert Served.from_environment() == asked
