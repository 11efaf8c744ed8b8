"""The command ``xephang build`` in a process of its own, with the libraries loaded: a fork of a server."""

import os
import sys
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from threading import Timer

from pipeline.commands import cli
from tests.faults.points import count_points, go_wrong

# Seconds that a build of three units is given.
_PATIENCE = 300
_BUILDS = get_context("forkserver")
_BUILDS.set_forkserver_preload(["pipeline.orchestration.run", "pipeline.commands.progress", __name__])
# What to do to a build: nothing, write its points into a file, or let a kind of thing happen at a point.
Disturbance = tuple[str, int, str] | tuple[str, Path] | None


@dataclass(frozen=True, slots=True)
class Told:
    """How a build ended: its exit code, minus the number of a signal, or None where it hung; what it printed."""

    code: int | None
    lines: tuple[str, ...]


def run_command(root: Path, *options: str, disturbance: Disturbance = None) -> Told:
    """Run ``xephang build`` with ``options`` in ``root`` in a process of its own, disturbed or not."""
    receiving, sending = Pipe(duplex=False)
    process = _BUILDS.Process(target=_build, args=(root, options, disturbance, sending))
    process.start()
    sending.close()
    ending = Timer(_PATIENCE, process.kill)
    ending.start()
    said = []
    while chunk := os.read(receiving.fileno(), 65_536):
        said.append(chunk)
    process.join()
    hung = not ending.is_alive()
    ending.cancel()
    return Told(None if hung else process.exitcode, tuple(b"".join(said).decode().splitlines()))


def _build(root: Path, options: tuple[str, ...], disturbance: Disturbance, said: Connection) -> None:
    """The command, in its process: what it prints goes to ``said``."""
    os.dup2(said.fileno(), 1)
    os.dup2(said.fileno(), 2)
    said.close()
    setattr(cli, "ROOT", root)  # noqa: B010
    match disturbance:
        case ("count", Path() as path):
            count_points(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT))
        case ("wrong", int(at), str(kind)):
            go_wrong(at, kind, root)
    sys.argv = ["xephang", "build", *options]
    cli.app()
