"""``make serve``: the releases of ``dist`` on the loopback address, for one's own eyes."""

import sys
from collections.abc import Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pipeline.documents.errors import SourceError
from pipeline.workspace import ROOT, Workspace

_HOST = "127.0.0.1"


def open_server(folder: Path, port: str) -> ThreadingHTTPServer:
    """Return a server of ``folder`` on a port of the loopback address; SourceError where that cannot be had."""
    cure = "choose another, as make serve PORT=8001"
    if not port.isdecimal() or int(port) > 65_535:
        raise SourceError("PORT", "", f"{port!r} is no port", cure)
    try:
        handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
        return ThreadingHTTPServer((_HOST, int(port)), handler)
    except OSError as error:
        raise SourceError("PORT", "", f"{port} cannot be had ({error.strerror})", cure) from error


def main(arguments: Sequence[str]) -> int:
    """Serve until Ctrl-C; the one argument is the port."""
    try:
        server = open_server(Workspace.under(ROOT).dist, arguments[0])
    except SourceError as error:
        print(f"xephang: {error}", file=sys.stderr)
        return 1
    print(f"the release that stands: http://{_HOST}:{server.server_port}/ (Ctrl-C ends)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
