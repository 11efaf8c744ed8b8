"""What `make serve` shows, and what it says where the port cannot be had."""

from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest

from pipeline.commands import preview
from pipeline.documents.errors import SourceError


def test_a_folder_is_served_on_the_loopback_address_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("Xếp hạng", encoding="utf-8")
    with preview.open_server(tmp_path, "0") as server:
        host, port = server.server_address[:2]
        assert host == "127.0.0.1"
        Thread(target=server.serve_forever, daemon=True).start()
        with urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
            assert answer.read().decode() == "Xếp hạng"
        server.shutdown()


def test_a_port_that_cannot_be_had_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with preview.open_server(tmp_path, "0") as server:
        assert preview.main([str(server.server_port)]) == 1
    told = capsys.readouterr()
    assert told.out == "" and len(told.err.splitlines()) == 1
    assert told.err.startswith(
        f"xephang: PORT: {server.server_port} cannot be had (Address already in use). Cure:"
    )
    for port in ("many", "70000", "-1"):
        with pytest.raises(SourceError, match="is no port"):
            preview.open_server(tmp_path, port)
