"""Does a file name that stands in a case stay inside the folder of the case?"""

from pathlib import PurePosixPath, PureWindowsPath

__all__ = ["leaves_folder"]


def leaves_folder(name: str) -> bool:
    """Return whether the path *name* is absolute or leads upwards, on any system; nothing is opened.

    Examples:
        >>> leaves_folder("shots/brief.txt"), leaves_folder("../secret"), leaves_folder("C:secret")
        (False, True, True)
    """
    for path in (PurePosixPath(name), PureWindowsPath(name)):
        if path.anchor or ".." in path.parts:
            return True
    return name.startswith("~")
