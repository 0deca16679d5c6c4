"""An output whose streams a test reads."""

from __future__ import annotations

import io

from liantu.cli.output import Output


class Streams:
    """Standard output and standard error in memory."""

    def __init__(self) -> None:
        self.out, self.err = io.StringIO(), io.StringIO()
        self.output = Output(self.out, self.err)

    @property
    def written(self) -> str:
        """What went to standard output."""
        return self.out.getvalue()

    @property
    def said(self) -> str:
        """What went to standard error."""
        return self.err.getvalue()
