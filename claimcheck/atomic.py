"""Files that appear whole or not at all: a draft beside the place takes its name when it is complete."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EEXIST
from pathlib import Path
from tempfile import mkstemp

__all__ = ["whole_file"]


@contextmanager
def whole_file(path: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """Give the path of an empty draft to write, which becomes *path* at the end; after an error it is removed.

    What stood there before stays until then. The file has the rights of the one that it replaces, else those of any
    new file.

    Raises:
        FileExistsError: The file exists, or came to exist meanwhile, and *overwrite* does not allow to replace it.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     with whole_file(Path(folder, "case.yaml")) as draft:
        ...         _ = draft.write_text("claimcheck: 1")
        ...         print(Path(folder, "case.yaml").exists())
        ...     print([one.name for one in Path(folder).iterdir()])
        False
        ['case.yaml']
    """
    if not overwrite and path.exists():
        raise _exists(path)
    try:
        handle, name = mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    except OSError as err:
        err.filename = str(path)  # the name that the caller knows
        raise
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.chmod(_rights(path))
        if overwrite:
            draft.replace(path)
        else:
            _place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _place(draft: Path, path: Path) -> None:
    """Give the draft its name, which nothing else may have."""
    try:
        os.link(draft, path)
    except FileExistsError as err:
        raise _exists(path) from err
    except OSError:  # this file system gives no file two names
        if path.exists():
            raise _exists(path) from None
        draft.replace(path)


def _exists(path: Path) -> FileExistsError:
    return FileExistsError(EEXIST, os.strerror(EEXIST), str(path))


def _rights(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
