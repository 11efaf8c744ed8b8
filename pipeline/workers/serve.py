"""The far side of a worker: the process that has the reading code loaded, and its fork for each call."""

import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path, PurePath
from pkgutil import resolve_name
from typing import NoReturn

from pipeline import intake
from pipeline.documents.errors import SourceError
from pipeline.documents.limits import MAX_RESULT, confine, max_memory
from pipeline.documents.read_document import FORMATS, load_reader
from pipeline.workers.results import Answer, Request
from pipeline.workers.worker import STATUS, TOO_MUCH


def serve(connection: Connection) -> None:
    """Answer calls until the other side is gone."""
    intake.prepare()
    gc.freeze()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send_bytes(b"")
        while True:
            connection.send_bytes(_answer(connection, connection.recv_bytes()))


def _answer(connection: Connection, data: bytes) -> bytes:
    """Return how a call ended, with its result, from a fork of this process."""
    request: Request = pickle.loads(data)
    _load_readers(request)
    receiving, sending = Pipe(duplex=False)
    child = os.fork()
    if not child:
        connection.close()
        receiving.close()
        _end_with(sending, request)
    sending.close()
    if connection in wait([receiving, connection]):
        os.killpg(0, signal.SIGKILL)  # who asked is gone
    result = b""
    # of a message that is too long the connection is closed; of one that breaks off the status tells why
    with suppress(EOFError, OSError):
        result = receiving.recv_bytes(MAX_RESULT)
    is_too_much = receiving.closed
    receiving.close()
    if is_too_much:
        os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return STATUS.pack(TOO_MUCH if is_too_much else status) + result


def _load_readers(request: Request) -> None:
    """Import the libraries of the formats in question: they are ours, and the next fork has them."""
    for path in (argument for argument in request.arguments if isinstance(argument, Path)):
        names = {path.name}
        with suppress(OSError):
            names.update(os.listdir(path))
        for suffix in {PurePath(name).suffix.lower() for name in names} & FORMATS.keys():
            load_reader(FORMATS[suffix].module)


def _end_with(sending: Connection, request: Request) -> NoReturn:
    """Send the answer to a call and end, within the limits; what a library prints is nobody's."""
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    try:
        request.take_over()
        confine()
        answer = Answer(value=resolve_name(request.function)(*request.arguments))
        data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except BaseException as error:  # of whatever kind: a panic of a library is no Exception
        data = pickle.dumps(Answer(refusal=_refusal(error)))
    sending.send_bytes(data)
    os._exit(0)


def _refusal(error: BaseException) -> tuple[str, str, str, str]:
    """Return path, place, reason and cure of what stopped a call."""
    path = error.path if isinstance(error, SourceError) else ""
    if any(isinstance(cause, MemoryError) for cause in _causes(error)):
        cure = "split the document, or allow more with XEPHANG_MAX_MEMORY_MB"
        return path, "", f"reading it takes more than {max_memory() // 1_000_000:,} MB of memory", cure
    if isinstance(error, SourceError):
        return path, error.where, error.reason, error.cure
    at = traceback.extract_tb(error.__traceback__)[-1]
    reason = (
        f"its reader stopped with {type(error).__name__} ({PurePath(at.filename).name}, line {at.lineno})"
    )
    return path, "", reason, "report it with the document: the fault is the reader's"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
