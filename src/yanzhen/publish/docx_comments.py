"""A verified draft in Word: the file as it was, with a comment at each figure that needs a look."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from yanzhen.errors import InputError, MissingExtraError
from yanzhen.publish.annotate import remarks
from yanzhen.publish.verify import Verification

AUTHOR, INITIALS = "雁阵核对", "雁阵"


def to_annotated_docx(verification: Verification, original: bytes | None = None) -> bytes:
    """The draft as DOCX with a comment for each figure that is not supported.

    Args:
        original: the draft itself where it is a DOCX; its text and layout stay. None writes the text anew.

    Raises:
        MissingExtraError: python-docx is not installed.
        InputError: ``original`` is not a DOCX.
    """
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError("office", "python-docx") from error
    if original is None:
        document = docx.Document()
        for line in verification.text.splitlines():
            document.add_paragraph(line)
    else:
        try:
            document = docx.Document(io.BytesIO(original))
        except (ValueError, KeyError, OSError) as error:
            raise InputError("This is not a DOCX file", where=verification.source.name) from error
    _comment(document, verification)
    _add_styles(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_styles(document: Any) -> None:
    """The styles that comments refer to; a draft that never had comments lacks them."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt

    known = {style.style_id for style in document.styles}
    for name, style_id, kind, size in (
        ("annotation text", "CommentText", WD_STYLE_TYPE.PARAGRAPH, 10),
        ("annotation reference", "CommentReference", WD_STYLE_TYPE.CHARACTER, 8),
    ):
        if style_id not in known:
            style = document.styles.add_style(name, kind)
            style.element.set(qn("w:styleId"), style_id)
            style.font.size = Pt(size)


def _comment(document: Any, verification: Verification) -> None:
    """Remarks go to their words in reading order: each is looked for from where the last one was found."""
    places = [place for paragraph in _paragraphs(document) for place in _places(paragraph)]
    at, after = 0, 0
    for words, remark in remarks(verification):
        found = next(
            (
                (i, index)
                for i in range(at, len(places))
                if (index := places[i][1].find(words, after if i == at else 0)) >= 0
            ),
            None,
        )
        if found is None:
            # Cleaning may have changed the words (width, script): the remark is kept, at the end of the file.
            runs = [document.add_paragraph().add_run(f"〔{words}〕")]
        else:
            (at, index), after = found, found[1] + len(words)
            paragraph, _, boxed = places[at]
            # Word takes no comments inside of text boxes: they go beside the box.
            runs = [paragraph.add_run("")] if boxed else _runs_over(paragraph, index, index + len(words))
        document.add_comment(runs, text=remark, author=AUTHOR, initials=INITIALS)


def _places(paragraph: Any) -> Iterator[tuple[Any, str, bool]]:
    """The text of a paragraph and of the text boxes anchored in it, and whether it is one of these."""
    from docx.oxml.ns import qn

    yield paragraph, paragraph.text, False
    for box in paragraph._p.iter(qn("w:txbxContent")):
        if not any(str(above.tag).endswith("}Fallback") for above in box.iterancestors()):
            for inner in box.iter(qn("w:p")):
                yield paragraph, "".join(piece.text or "" for piece in inner.iter(qn("w:t"))), True


def _paragraphs(document: Any) -> Iterator[Any]:
    """Paragraphs in reading order, those in table cells included."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield block


def _runs_over(paragraph: Any, start: int, end: int) -> list[Any]:
    """The runs that hold characters ``[start, end)``; a comment is anchored to whole runs."""
    at, held = 0, []
    for run in paragraph.runs:
        if at < end and start < at + len(run.text):
            held.append(run)
        at += len(run.text)
    return held or [paragraph.add_run("")]
