"""One connection of the server: uvicorn's fast HTTP parser, and a bound on the head of a request, which that parser has not.

    uvicorn.Config(app, http=connection_class(limits.head_bytes))

The head is the request's line and headers, the only part of a request that is read before the application sees it. A head that ends in the
piece of data in which it exceeds the bound is still read: a piece is at most a few hundred kilobytes, so memory stays bounded.
"""

from __future__ import annotations

from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.answers import error_answer
from api.limits import setting_of
from graph.errors import TooLarge


def connection_class(most: int) -> type[HttpToolsProtocol]:
    """Return the class of connections that read heads of so many bytes at most."""

    class Connection(HttpToolsProtocol):
        """A connection; between requests it waits for a head."""

        _head: int | None = 0

        def data_received(self, data: bytes) -> None:
            """Parse a piece of data; answer 431 and close when a head has not ended within the bound."""
            if self._head is not None:
                self._head += len(data)
            super().data_received(data)
            if self._head is not None and self._head > most and not self.transport.is_closing():
                self._refuse()

        def on_headers_complete(self) -> None:
            """Begin the request; its body has a bound of its own."""
            self._head = None
            super().on_headers_complete()

        def on_message_complete(self) -> None:
            """End the request, and wait for the next one's head."""
            super().on_message_complete()
            self._head = 0

        def _refuse(self) -> None:
            said = f"The request's line and headers are larger than {most} bytes ({setting_of('head_bytes')})."
            status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            answer = error_answer(TooLarge(said), status=status, headers={"Connection": "close"})
            head = [f"HTTP/1.1 {status.value} {status.phrase}".encode(), *(b": ".join(pair) for pair in answer.raw_headers)]
            self.transport.write(b"\r\n".join([*head, b"", bytes(answer.body)]))
            self.transport.close()

    return Connection
