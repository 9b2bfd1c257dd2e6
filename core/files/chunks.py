"""Reading a stream piece by piece, so that no file is ever whole in memory."""

from collections.abc import Iterator
from typing import BinaryIO


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The stream from its beginning, in pieces of 256 KB."""
    stream.seek(0)
    while chunk := stream.read(256 * 1024):
        yield chunk
