"""What stands around a text and is no part of it."""

from typing import Final

__all__ = ["BLANKS"]

BLANKS: Final = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
"""What Python takes off the ends of a text."""
