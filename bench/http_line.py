"""One HTTP connection that is kept open, with as little of a client around it as can be: the server's time is what counts."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from typing import Self

import orjson

_END = b"\r\n\r\n"
_LENGTH = b"\r\ncontent-length:"


class HttpLine:
    """Sends GraphQL requests over one connection; usable as a context manager.

    Args:
        port: Of the server on loopback.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        """Return the line."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self._socket.close()

    def request(self, text: str, variables: Mapping[str, object]) -> bytes:
        """Return the bytes of a request, to be sent any number of times."""
        body = orjson.dumps({"query": text, "variables": variables})
        head = (
            f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nContent-Type: application/json\r\n"
            f"Accept: application/graphql-response+json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def ask(self, request: bytes) -> bytes:
        """Send a request and return the body of its answer.

        Raises:
            ConnectionError: The server closed the connection, or answered other than with 200.
        """
        self._socket.sendall(request)
        held = b""
        while _END not in held:
            held += self._received()
        head, _, body = held.partition(_END)
        if b" 200 " not in head[:16]:
            raise ConnectionError(f"The server answered {head[:200]!r}.")
        _, _, after = head.lower().partition(_LENGTH)
        length = int(after.partition(b"\r\n")[0])
        parts, missing = [body], length - len(body)
        while missing > 0:
            parts.append(self._received())
            missing -= len(parts[-1])
        return b"".join(parts)

    def _received(self) -> bytes:
        data = self._socket.recv(262_144)
        if not data:
            raise ConnectionError("The server closed the connection.")
        return data
