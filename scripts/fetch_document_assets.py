"""Fetch fonts and the chart library for documents: ``python scripts/fetch_document_assets.py [FOLDER]``.

They come from the npm registry in fixed versions (Noto Sans SC and Noto Serif SC, SIL Open Font License 1.1;
ECharts, Apache-2.0) and go to ``src/yanzhen/publish/vendor``, which git ignores and wheels carry (51 MB).
Does nothing when they are there. Uses the same Node as ``build_frontend.py``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import build_frontend

FOLDER = Path(__file__).resolve().parent.parent / "src" / "yanzhen" / "publish" / "vendor"
# npm package in a fixed version -> {path inside it: name here}
PACKAGES: dict[str, dict[str, str]] = {
    "@expo-google-fonts/noto-sans-sc@0.4.3": {
        "400Regular/NotoSansSC_400Regular.ttf": "NotoSansSC_400Regular.ttf",
        "700Bold/NotoSansSC_700Bold.ttf": "NotoSansSC_700Bold.ttf",
        "LICENSE_FONT": "OFL-NotoSansSC.txt",
    },
    "@expo-google-fonts/noto-serif-sc@0.4.3": {
        "400Regular/NotoSerifSC_400Regular.ttf": "NotoSerifSC_400Regular.ttf",
        "700Bold/NotoSerifSC_700Bold.ttf": "NotoSerifSC_700Bold.ttf",
        "LICENSE_FONT": "OFL-NotoSerifSC.txt",
    },
    "echarts@6.1.0": {"dist/echarts.min.js": "echarts.min.js", "LICENSE": "LICENSE-echarts.txt"},
}


def fetch(folder: Path = FOLDER) -> list[str]:
    """Put what is missing into ``folder``; returns the names of the files that were fetched.

    Raises:
        BuildError: no usable Node, or the registry cannot be reached.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fetched: list[str] = []
    for package, files in PACKAGES.items():
        if not all((folder / name).is_file() for name in files.values()):
            _unpack(package, files, folder)
            fetched += files.values()
    return fetched


def _unpack(package: str, files: dict[str, str], folder: Path) -> None:
    node = build_frontend.node_folder()
    path = f"{node}{os.pathsep}" * bool(node) + os.environ.get("PATH", "")
    with tempfile.TemporaryDirectory() as workplace:
        npm = shutil.which("npm", path=path) or "npm"
        done = subprocess.run(
            [npm, "pack", "--silent", package],
            cwd=workplace,
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise build_frontend.BuildError(
                f"{package} cannot be fetched:\n{done.stderr.strip()}\n"
                "  what to do: check the connection to the npm registry (npm ping), then run this again"
            )
        with tarfile.open(next(Path(workplace).glob("*.tgz"))) as archive:
            for inside, name in files.items():
                _write(archive, f"package/{inside}", folder / name)


def _write(archive: tarfile.TarFile, inside: str, target: Path) -> None:
    """Write beside the target and move: an interrupted run leaves no half font."""
    content = archive.extractfile(inside)
    if content is None:
        raise build_frontend.BuildError(f"{inside} is not in the package {archive.name}")
    part = target.with_name(target.name + ".part")
    with part.open("wb") as out:
        shutil.copyfileobj(content, out)
    part.replace(target)


def main() -> int:
    """Command-line entry: 0 fetched or up to date, 1 failed."""
    try:
        fetched = fetch(*map(Path, sys.argv[1:]))
    except build_frontend.BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"document assets: {', '.join(fetched) or 'up to date'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
