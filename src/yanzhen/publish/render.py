"""One outline into any of the forms."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from yanzhen.errors import UsageError
from yanzhen.publish.outline import Outline

# Form -> (module, function); modules load only when a form is asked for, since each needs its own packages.
_FORMS = {
    "html": ("yanzhen.publish.html", "to_html"),
    "docx": ("yanzhen.publish.docx", "to_docx"),
    "pdf": ("yanzhen.publish.pdf", "to_pdf"),
    "xlsx": ("yanzhen.publish.xlsx", "to_xlsx"),
    "csv": ("yanzhen.publish.register", "to_csv"),
}
FORMATS = tuple(_FORMS)


def render(outline: Outline, form: str) -> bytes:
    """The document as ``html``, ``docx``, ``pdf``, ``xlsx`` or ``csv`` (its figures).

    Raises:
        UsageError: no such form.
        MissingExtraError: a package of the extra [office] is not installed.
    """
    if form not in _FORMS:
        raise UsageError(f"There is no form {form!r}", expected=", ".join(FORMATS))
    module, function = _FORMS[form]
    write: Callable[[Outline], str | bytes] = getattr(import_module(module), function)
    made = write(outline)
    return made.encode() if isinstance(made, str) else made
