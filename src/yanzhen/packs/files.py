"""Where the packaged data lies."""

from __future__ import annotations

from pathlib import Path

from yanzhen.errors import PackError

ROOT = Path(__file__).parent
KINDS = ("chains", "examples", "indices", "industries", "places", "programmes", "sectors", "templates")


def path(kind: str, name: str) -> Path:
    """The file or folder of the packaged ``name``; the suffix may be left out where only one file fits.

    Raises:
        PackError: no such kind, or no such pack; the message lists what there is.
    """
    folder = _folder(kind)
    exact = folder / name
    if exact.parent == folder and exact.exists():
        return exact
    fitting = [each for each in folder.iterdir() if _name(each) == name]
    if len(fitting) == 1:
        return fitting[0]
    raise PackError(
        f"There is no one pack {name!r} among the {kind}",
        where=str(folder),
        expected="one of " + ", ".join(each.name for each in fitting or _visible(folder)),
        todo="give one of these names, or the path of a file of your own",
    )


def names(kind: str) -> tuple[str, ...]:
    """Names of the packs of a kind, without suffix, in alphabetical order."""
    return tuple(sorted({_name(each) for each in _visible(_folder(kind))}))


def _folder(kind: str) -> Path:
    if kind not in KINDS:
        raise PackError(f"There is no kind of pack called {kind!r}", expected="one of " + ", ".join(KINDS))
    return ROOT / kind


def _name(pack: Path) -> str:
    """A folder's whole name (``cn.hnte``), a file's without the suffix."""
    return pack.name if pack.is_dir() else pack.stem


def _visible(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if not each.name.startswith((".", "__")))
