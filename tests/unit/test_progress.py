"""What a build shows while it runs."""

import logging

import pytest

from pipeline.commands.progress import show_progress


def build() -> None:
    """Log what a build does."""
    with show_progress():
        logging.getLogger("pipeline.orchestration.source_assets").info("reading raw/%s", "lao-cai")
    logging.getLogger("pipeline").info("after the build")


def test_a_pipe_has_a_plain_line_for_each_step(capsys: pytest.CaptureFixture[str]) -> None:
    build()
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "reading raw/lao-cai\n")


def test_a_terminal_has_one_line_that_goes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    build()
    shown = capsys.readouterr()
    assert shown.out == "" and "reading raw/lao-cai" in shown.err
    assert "after the build" not in shown.err
    assert shown.err.rstrip().endswith("\x1b[2K"), "the line is cleared"
