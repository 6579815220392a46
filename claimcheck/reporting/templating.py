"""The templates of a report: those of the library, or in their place those of a folder, for the style of a house.

A house's template is read in a sandbox: it sees the report and the labels, and no more of Python, and what it puts on
the page is escaped like everything else.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from claimcheck.errors import BadInput, Problem

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["TEMPLATES", "environment_of", "own_template", "refusing_templates", "template_text", "templates_in"]

TEMPLATES: Final = ("report.html", "parts.html", "report.css", "fusion.css", "report.js", "report.typ")
"""The files from which a report is made: its page, its styles and its script; the last is for PDF."""

_LARGEST: Final = 1_000_000
_PACKAGE: Final = re.compile(rb"""(?:import|include)\s*\(?\s*["']@""")


def template_text(name: str) -> str:
    """Return a template of the library.

    Examples:
        >>> template_text("report.html").splitlines()[-1]
        '</html>'
    """
    return files("claimcheck.reporting").joinpath("templates", name).read_text(encoding="utf-8")


def templates_in(folder: str | os.PathLike[str] | None) -> Path | None:
    """Return the folder, if it holds a template that is taken in place of the library's.

    Raises:
        BadInput: It is no folder, or holds none of the names that templates have.

    Examples:
        >>> templates_in(None) is None
        True
    """
    if folder is None:
        return None
    place = Path(folder)
    if not place.is_dir():
        raise BadInput([Problem(str(place), "expected a folder of templates")])
    if not any((place / name).is_file() for name in TEMPLATES):
        known = ", ".join(TEMPLATES)
        raise BadInput([Problem(str(place), f"holds no template; those that can be replaced are {known}")])
    return place


def own_template(folder: Path | None, name: str) -> str | None:
    """Return a template of the folder, None where it has none of that name.

    Raises:
        BadInput: It is too large, no UTF-8, a link to another file, or asks for a package.
    """
    place = None if folder is None else folder / name
    if place is None or not (place.is_file() or place.is_symlink()):
        return None
    if place.is_symlink():
        raise BadInput([Problem(str(place), "it is a link to another file: put the file itself here")])
    with place.open("rb") as opened:
        data = opened.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise BadInput([Problem(str(place), f"more than {_LARGEST:,} bytes are no template")])
    if name.endswith(".typ") and _PACKAGE.search(data):
        raise BadInput([Problem(str(place), "packages are not taken: nothing is fetched")])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as err:
        raise BadInput([Problem(str(place), f"byte {err.start} is not UTF-8")]) from err


def environment_of(folder: Path | None, finalize: Callable[[object], object]) -> "Environment":
    """Return what reads the templates: those of the folder before those of the library; with a folder, in a sandbox."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - heavy, and for reports only
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    def load(name: str) -> tuple[str, str | None, Callable[[], bool]] | None:
        if name not in TEMPLATES:
            return None
        own = own_template(folder, name)
        where = None if own is None or folder is None else str(folder / name)
        return (template_text(name) if own is None else own), where, lambda: True

    reader = Environment if folder is None else ImmutableSandboxedEnvironment
    return reader(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@contextmanager
def refusing_templates(folder: Path | None) -> Iterator[None]:
    """Say of an error in a template of the folder where it stands; an error in one of the library's is our own.

    Raises:
        BadInput: A template of the folder is none, or asks for what there is not.
    """
    from jinja2 import TemplateError, TemplateSyntaxError  # noqa: PLC0415 - heavy, and for reports only

    try:
        yield
    except BadInput:
        raise
    except TemplateSyntaxError as err:
        if folder is None:
            raise
        raise BadInput([Problem(f"{folder / (err.name or '')}:{err.lineno}", err.message or "no template")]) from err
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as err:
        if folder is None:
            raise
        raise BadInput([Problem(_line_of(err, folder), str(err) or type(err).__name__)]) from err
    except (RuntimeError, MemoryError) as err:  # it includes itself, or asks for more than there is
        if folder is None:
            raise
        raise BadInput([Problem(_line_of(err, folder), f"{type(err).__name__}: {str(err) or 'too much'}")]) from err


def _line_of(err: BaseException, folder: Path) -> str:
    """The innermost line of a template of the folder on the way to an error; the folder where there is none."""
    where, here = str(folder), err.__traceback__
    while here is not None:
        name = here.tb_frame.f_code.co_filename
        if Path(name).parent == folder:
            where = f"{name}:{here.tb_lineno}"
        here = here.tb_next
    return where
