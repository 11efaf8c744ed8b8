"""The build that nobody watches: run, recorded and reported in the morning.

It runs in a process of its own, so that whatever becomes of it is reported; the one fault that passes by itself is
another build at work, which it waits for.
"""

import json
import os
import smtplib
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import typer

from pipeline.commands.release_names import name_and_prune, publish_current
from pipeline.documents.errors import SourceError
from pipeline.publishing.release.history import Entry, read_entries
from pipeline.publishing.release.record import ReleaseError, read_record
from pipeline.workspace import ROOT, Workspace

# How often, and after how many seconds, it looks again whether another build has ended.
_TRIES, _PAUSE = 30, 60.0
_BUSY = "another build is at work"
_BUILD = (sys.executable, "-c", "from pipeline.commands.cli import app; app()", "build")
_PUBLISH = "XEPHANG_PUBLISH"
# So many moved values are named in a report; the page of changes has them all.
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Run:
    """A line of ``build/runs.jsonl``: when a nightly build ran (UTC), what came of it, and what it said.

    ``outcome`` is ``published``, ``unchanged`` or ``failed``; ``issues`` are those of the release that stands, and
    why it could not be brought to where it is published.
    """

    started: str
    seconds: int
    outcome: str
    release: str | None
    failures: list[str]
    issues: list[str]


def run_nightly(workspace: Workspace, command: Sequence[str] | None = None, pause: float = _PAUSE) -> Run:
    """Build, keep the record of it, and return that; the report is in ``build/report.txt``.

    ``command`` is what builds, with the name of the interpreter; the build of this repository where none is given.
    """
    started, clock = datetime.now(UTC).isoformat(timespec="seconds"), time.monotonic()
    before = read_record(workspace.current)
    code, said = _built(command or _BUILD, pause)
    after = read_record(workspace.current)
    stands = workspace.current.resolve().name if after else None
    is_new = after is not None and (before is None or before.made_at != after.made_at)
    run = Run(
        started=started,
        seconds=round(time.monotonic() - clock),
        outcome="failed" if code else "published" if is_new else "unchanged",
        release=stands,
        failures=said if code else [],
        issues=[*(after.summary.issues if after else ()), *([] if code else _published(workspace))],
    )
    runs = [*read_runs(workspace), run]
    workspace.build.mkdir(parents=True, exist_ok=True)
    with (workspace.build / "runs.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(run), ensure_ascii=False) + "\n")
    told = report(runs, read_entries(workspace.dist))
    (workspace.build / "report.txt").write_text(told, encoding="utf-8")
    return run


def _built(command: Sequence[str], pause: float) -> tuple[int, list[str]]:
    """Run the build; return its exit code and the lines that it said."""
    for _ in range(_TRIES):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0 or _BUSY not in done.stderr:
            break
        time.sleep(pause)
    said = [line for line in done.stderr.splitlines() if line.strip()]
    if done.returncode < 0:
        said.append(
            f"the build was ended by signal {-done.returncode}. Cure: look at memory and disk, build again"
        )
    return done.returncode, said


def _published(workspace: Workspace) -> list[str]:
    """Bring the release that stands to the address ``XEPHANG_PUBLISH``, if there is one; return why that failed."""
    address = os.environ.get(_PUBLISH)
    try:
        if address:
            publish_current(workspace, address)
    except (ReleaseError, SourceError) as error:
        return [f"{_PUBLISH}: {error}"]
    return []


def read_runs(workspace: Workspace) -> list[Run]:
    """Return the runs recorded so far, the oldest first; a line that is cut off is left out."""
    path = workspace.build / "runs.jsonl"
    runs = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        try:
            runs.append(Run(**json.loads(line)))
        except (TypeError, ValueError):
            continue
    return runs


def report(runs: Sequence[Run], entries: Sequence[Entry]) -> str:
    """Return what a maintainer must know in the morning: what ran, what changed, what waits and since when."""
    run = runs[-1]
    stands = f"release {run.release} stands" if run.release else "no release stands"
    lines = [f"xephang, {run.started} UTC: {run.outcome} in {run.seconds} s; {stands}", ""]
    if run.failures:
        lines += ["Nothing was published. What the build said:", *(f"  {line}" for line in run.failures), ""]
    entry = next((one for one in reversed(entries) if one.release == run.release), None)
    if run.outcome == "published" and entry:
        lines += [*_changes(entry), ""]
    if run.issues:
        lines.append(f"What waits for a person ({len(run.issues)}), oldest first:")
        aged = sorted((_since(runs, issue), issue) for issue in run.issues)
        lines += [f"  since {since[:10]}: {issue}" for since, issue in aged]
    else:
        lines.append("Nothing waits for a person.")
    return "\n".join(lines) + "\n"


def _changes(entry: Entry) -> list[str]:
    lines = [f"Against release {entry.before}:" if entry.before else "It is the first release here."]
    if entry.before and not entry.causes:
        lines.append("  the data are as before; only their presentation differs")
    lines += [f"  {cause}: {', '.join(names)}" for cause, names in entry.sources.items()]
    others = [cause for cause in entry.causes if cause not in entry.sources]
    lines += [f"  {cause}" for cause in others]
    lines += [
        f"  {one.about_en}: {one.table}.{one.column} {one.old} → {one.new} ({one.cause})"
        for one in entry.moved[:_SHOWN]
    ]
    if len(entry.moved) > _SHOWN:
        lines.append(f"  and {len(entry.moved) - _SHOWN} values more: dist/changes/index.html")
    return lines


def _since(runs: Sequence[Run], issue: str) -> str:
    """Return when the unbroken row of runs began that tell of an issue."""
    since = runs[-1].started
    for run in reversed(runs):
        if issue not in run.issues:
            break
        since = run.started
    return since


def send(path: Path) -> list[str]:
    """Send a report where the environment says; return a line for each way, also for one that failed.

    ``XEPHANG_WEBHOOK``: an address that takes JSON with a field ``text``. ``XEPHANG_MAIL``: who gets it by mail, from
    ``XEPHANG_MAIL_FROM`` through the server ``XEPHANG_SMTP`` (localhost).
    """
    text = path.read_text(encoding="utf-8")
    told = []
    for name, way in (("XEPHANG_WEBHOOK", _post), ("XEPHANG_MAIL", _mail)):
        address = os.environ.get(name)
        if address:
            try:
                way(address, text)
                told.append(f"sent to {name}")
            except (OSError, ValueError, smtplib.SMTPException) as error:
                told.append(
                    f"{name}: the report was not sent ({error}). Cure: correct the address, or unset it"
                )
    return told


def _post(address: str, text: str) -> None:
    body = json.dumps({"text": text}).encode()
    if not address.startswith(("http://", "https://")):
        raise ValueError("an address begins with https://")
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30):
        pass


def _mail(address: str, text: str) -> None:
    message = EmailMessage()
    message["Subject"] = text.partition("\n")[0]
    message["From"] = os.environ.get("XEPHANG_MAIL_FROM", address)
    message["To"] = address
    message.set_content(text)
    with smtplib.SMTP(os.environ.get("XEPHANG_SMTP", "localhost"), timeout=30) as server:
        server.send_message(message)


def show_nightly(workspace: Workspace) -> int:
    """Run the nightly build, print its report, send it, and remove old releases; return the exit code."""
    run = run_nightly(workspace)
    path = workspace.build / "report.txt"
    typer.echo(path.read_text(encoding="utf-8"), nl=False)
    told = send(path)
    if run.outcome == "published":
        told += name_and_prune(workspace, None, is_pruned=True)
    for line in told:
        typer.echo(line, err=True)
    return int(run.outcome == "failed" or any(issue.startswith(_PUBLISH) for issue in run.issues))
