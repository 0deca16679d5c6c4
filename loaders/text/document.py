"""A text document as it is stored: decoded, one kind of line end, otherwise untouched.

Every offset of the project counts code points of the stored text, so the stored text is fixed here and nowhere else: UTF-8 without
byte order mark, LF line ends. Full-width spaces and every printed mark stay.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from graph.errors import RecordError

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Document:
    """One document.

    Attributes:
        name: What people call it; the file's name when nothing better is known.
        text: The stored text.
        digest: SHA-256 of the file's bytes, hexadecimal.
    """

    name: str
    text: str
    digest: str


def decode_document(name: str, data: bytes) -> Document:
    """Return the document that a file's bytes hold.

    Raises:
        RecordError: The bytes are not UTF-8; `where` names the line and the byte in it.
    """
    body = data.removeprefix(_BOM)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        line_start = body.rfind(b"\n", 0, error.start) + 1
        line = body.count(b"\n", 0, error.start) + 1
        raise RecordError(
            f"{name} is not UTF-8: byte 0x{body[error.start]:02x} stands where a character should.",
            hint="Save it as UTF-8 text.",
            where=f"{name}:{line}:{error.start - line_start + 1}",
        ) from error
    return Document(name, text.replace("\r\n", "\n").replace("\r", "\n"), hashlib.sha256(data).hexdigest())


def read_document(path: Path) -> Document:
    """Read a UTF-8 text file.

    Raises:
        RecordError: The file cannot be read, or is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror}.", where=str(path)) from error
    return decode_document(path.name, data)
