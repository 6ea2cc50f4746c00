"""Documents: formats in, cleaned text with its source out. Formats plug in through :func:`register`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from yanzhen.errors import InputError
from yanzhen.read.clean import Damage, clean_text
from yanzhen.read.decode import decode
from yanzhen.read.metadata import source_of
from yanzhen.terms import Document, Source


@dataclass(frozen=True, slots=True)
class Format:
    """A way to get the text of a file.

    Attributes:
        media_type: IANA name.
        suffixes: file name endings, with the dot, lower case.
        text: content and name -> text as found, before cleaning; raises InputError.
        recognise: first bytes -> whether the content is of this format, whatever its name.
    """

    media_type: str
    suffixes: Sequence[str]
    text: Callable[[bytes, str], str]
    recognise: Callable[[bytes], bool] = lambda head: False


_PLAIN = Format("text/plain", (".txt", ".text", ".md"), decode)
_FORMATS: list[Format] = [_PLAIN]


def register(form: Format) -> None:
    """Add a format; the one registered last is asked first."""
    if form not in _FORMATS:
        _FORMATS.insert(0, form)


def format_of(content: bytes, name: str) -> Format:
    """The format of ``content``: by what it holds, then by the ending of its name, else plain text."""
    for form in _FORMATS:
        if form.recognise(content[:4096]):
            return form
    suffix = Path(name).suffix.lower()
    return next((form for form in _FORMATS if suffix in form.suffixes), _PLAIN)


def open_document(
    where: str | Path | bytes, *, name: str | None = None, source: Source | None = None
) -> Document:
    """Read and clean a document.

    Args:
        where: path of a file, or its content.
        name: name to show for content without a path.
        source: what is known of the document; found in the text where not given.

    Raises:
        InputError: no such file, empty, not of a readable format, or bytes that cannot be decoded.
    """
    return opened(where, name=name, source=source)[0]


def opened(
    where: str | Path | bytes, *, name: str | None = None, source: Source | None = None
) -> tuple[Document, Damage]:
    """The document as :func:`open_document` gives it, and what was wrong with its text."""
    content, shown = (
        (where, name or "-") if isinstance(where, bytes) else (content_of(Path(where)), name or str(where))
    )
    form = format_of(content, shown)
    raw = form.text(content, shown)
    cleaned = clean_text(raw)
    found = source or source_of(cleaned.text, Source.id_for(content), Path(shown).name, form.media_type)
    return Document(found, cleaned.text, raw, cleaned.offsets), cleaned.damage


def content_of(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: there is no such file, or it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(
            "没有这个文件", where=str(path), expected="an existing file", todo="check the path"
        ) from None
    except IsADirectoryError:
        raise InputError(
            "这是文件夹,不是文件", where=str(path), expected="a file", todo="name the files in it"
        ) from None
    except OSError as error:
        raise InputError(
            "文件无法读取", where=str(path), expected="a readable file", todo=str(error)
        ) from None
