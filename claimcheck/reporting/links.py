"""What may be shown of where a document lies: addresses that are safe to follow, files without their folder."""

from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import quote, urlsplit

from claimcheck.paths import leaves_folder

__all__ = ["safe_url", "source_file"]


def safe_url(url: str | None) -> str | None:
    """Return *url* as it may stand in a link: HTTP only, ASCII, nothing that ends an attribute; else None.

    Examples:
        >>> safe_url("https://example.org/a b")
        'https://example.org/a%20b'
        >>> safe_url("javascript:alert(1)") is None
        True
    """
    if url is None or any(not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.casefold() not in {"http", "https"} or not host:
        return None
    return quote(url.strip(), safe="%/:?#@!$&*+,;=~-._")


def source_file(name: str | None) -> str | None:
    """Return the name of a source's file without any folder of the machine that made the case.

    Examples:
        >>> source_file("shots/brief.txt"), source_file("/home/anna/brief.txt")
        ('shots/brief.txt', 'brief.txt')
    """
    if name is None or not leaves_folder(name):
        return name
    return PurePosixPath(PureWindowsPath(name).as_posix()).name or None
