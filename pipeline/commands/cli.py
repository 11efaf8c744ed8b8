"""The command ``xephang``. Heavy libraries are imported inside the commands, so that ``--help`` is quick."""

import gc
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.documents.errors import SourceError
from pipeline.publishing.release.checksums import altered_files
from pipeline.publishing.release.record import ReleaseError, is_told, read_record
from pipeline.publishing.release.versions import release_folder
from pipeline.workspace import ROOT, Workspace
from schemas.values import DOCUMENT_KINDS

# How many faults a line names.
_SHOWN = 5

app = typer.Typer(
    name="xephang",
    help="Xếp hạng: Vietnam's provincial rankings, from the printed reports to a checked dataset.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Index = Annotated[str | None, typer.Option(help="Index, where the text tells none.")]
Scan = Annotated[bool, typer.Option("--ocr", help="A scan: recognise its text (needs Tesseract).")]
Slug = Annotated[str, typer.Option(prompt=True, help="Slug, as in schemas/codelists/provinces.csv.")]
Year = Annotated[int, typer.Option(prompt="Assessed year", help="The year that the results are of.")]


def say(*lines: str) -> None:
    """Print ``lines`` on stderr; stdout is for records."""
    for line in lines:
        typer.echo(line, err=True)


def stop(line: str) -> typer.Exit:
    """Print ``line`` as the one error line and return the exit to raise."""
    say(f"xephang: {line}")
    return typer.Exit(1)


@contextmanager
def one_line_errors(interrupted: str = "interrupted") -> Iterator[None]:
    """Turn what bad input raises into one line and exit code 1, and Ctrl-C into ``interrupted`` and code 130."""
    try:
        yield
    except KeyboardInterrupt:
        say(f"xephang: {interrupted}")
        raise typer.Exit(130) from None
    except (SourceError, ReleaseError) as error:
        raise stop(str(error)) from None
    except BrokenPipeError:  # the reader of stdout has had enough
        raise
    except OSError as error:
        raise stop(f"{error.filename or 'file system'}: {error.strerror or error}") from None


@app.command()
def build(
    force: Annotated[bool, typer.Option("--force", help="Read and build all anew.")] = False,
) -> None:
    """Read raw/, check everything, and publish to dist/current."""
    started = time.monotonic()
    workspace = Workspace.under(ROOT)
    with one_line_errors("interrupted; dist/current is as it was"):
        fingerprint = workspace.fingerprint()
        record = read_record(workspace.current)
        altered = altered_files(workspace.current) if record else []
        if altered:
            say(f"dist/current was altered since the build ({_listed(altered)}): building it again")
        elif record and record.fingerprint == fingerprint and is_told(workspace.dist) and not force:
            say(f"Nothing new: dist/current is release {record.release_id}, made from these very files.")
            say(*record.summary.issues)
            return
        # before its first import, so that no run of the command reports home
        os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
        # looking through what imports leave for good costs a fifth of the build
        gc.set_threshold(400_000, 50, 100)
        from pipeline.commands.progress import show_progress
        from pipeline.workers.worker import start

        start()
        with show_progress():
            from pipeline.orchestration.build_summary import labelled
            from pipeline.orchestration.run import run_build

            gc.freeze()
            outcome = run_build(workspace, fingerprint, is_anew=force)
    say(*outcome.failures)
    if not outcome.record:
        stands = f"release {record.release_id}" if record else "no release"
        raise stop(f"nothing was published; dist/current is as it was ({stands})")
    for label, value in labelled(outcome.record, outcome.n_checks, time.monotonic() - started).items():
        say(typer.style(f"{label:<20}", dim=True) + typer.style(value, bold=label == "release"))
    say(*outcome.record.summary.issues)
    # nor need the interpreter look through them before it ends
    gc.freeze()


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="A document of any kind that raw/ may hold.")],
    province: Annotated[str | None, typer.Option(help="Slug, where the text names no province.")] = None,
    year: Annotated[int | None, typer.Option(help="Assessed year, where the text names none.")] = None,
    index: Index = None,
    ocr: Scan = False,
    how: Annotated[
        Literal["table", "jsonl", "csv"], typer.Option("--format", help="How to print the records.")
    ] = "table",
) -> None:
    """Show what one document would bring into the dataset, without writing anything."""
    with one_line_errors():
        from pipeline.workers import reading, worker

        worker.start()
        from pipeline.commands.extract_view import show_extraction
        from pipeline.intake import Hints

        show_extraction(reading.extract(file, Hints(province, year, index, ocr)), how)


@app.command()
def template(
    file: Annotated[Path, typer.Argument(help="The workbook to write, a new .xlsx.")],
    province: Slug,
    year: Year,
    index: Annotated[str, typer.Option(help="Index, as in indices.csv.")] = "ict",
    block: Annotated[str, typer.Option(help="Who is ranked, as in blocks.csv.")] = "departments",
    criteria: Annotated[str, typer.Option(help="Names of the criteria, parted by semicolons.")] = "",
) -> None:
    """Write a workbook to fill in, for results that are kept by hand."""
    with one_line_errors():
        from pipeline.commands.template import Sheet, criteria_of, write_template
        from pipeline.intake import province_of

        home = province_of(province, str(file), year)
        sheet = Sheet(province=home, year=year, index=index, block=block, criteria=criteria_of(criteria))
        n_units = write_template(file, sheet)
    say(f"{file} names {n_units} units; fill it in, then: xephang extract {file}")


@app.command()
def add(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The document, as received.")],
    province: Slug,
    year: Year,
    title: Annotated[str, typer.Option(prompt=True, help="Title of the document.")],
    issuer: Annotated[str, typer.Option(prompt=True, help="Who issued it.")],
    kind: Annotated[str, typer.Option(prompt=" | ".join(DOCUMENT_KINDS))] = "signed",
    publish_text: Annotated[str | None, typer.Option(help="full (official) or quotes (articles).")] = None,
    number: Annotated[str | None, typer.Option(help="Its number, such as 3247/QĐ-UBND.")] = None,
    decided: Annotated[str | None, typer.Option(help="Day of the decision, 2017-12-20.")] = None,
    published: Annotated[str | None, typer.Option(help="Day of publication.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Where it was published, for articles.")] = None,
    about: Annotated[str | None, typer.Option(help="Number of the document an article tells of.")] = None,
    url: Annotated[str | None, typer.Option(help="Its web address.")] = None,
    retrieved: Annotated[str | None, typer.Option(help="Day it was fetched from there.")] = None,
    period: Annotated[str | None, typer.Option(help="2024q2, where it is no whole year.")] = None,
    publication_id: Annotated[str | None, typer.Option(help="Shared by copies of one publication.")] = None,
    index: Index = None,
    ocr: Scan = False,
    year_reason: Annotated[str | None, typer.Option(help="Why it is right if the headings differ.")] = None,
    province_reason: Annotated[str | None, typer.Option(help="Why that is right likewise.")] = None,
) -> None:
    """Put a document into raw/ with its source.yaml, and propose its golden files."""
    workspace = Workspace.under(ROOT)
    with one_line_errors():
        from pipeline.commands.add import Description, add_source
        from pipeline.commands.propose import show_and_propose

        described = {name: value for name, value in context.params.items() if name != "file"}
        folder = add_source(file, Description(**described), workspace.raw)
        show_and_propose(workspace, folder, [f"added {folder.relative_to(ROOT)}"], say)


@app.command()
def propose(
    folder: Annotated[Path, typer.Argument(help="The folder of a source, raw/<province>/<source>.")],
) -> None:
    """Propose the golden files of a source anew, after its corrections, for proof-reading."""
    workspace = Workspace.under(ROOT)
    with one_line_errors():
        from pipeline.commands.propose import show_and_propose

        show_and_propose(workspace, folder.resolve(), [], say)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="A release id in dist/releases, or a release folder.")],
    new: Annotated[str, typer.Argument(help="The release to compare with it.")] = "current",
) -> None:
    """Show the rows that were added, removed or changed between two releases, each with its cause."""
    with one_line_errors():
        folders = [release_folder(Workspace.under(ROOT).dist, name) for name in (old, new)]
    import duckdb

    from pipeline.publishing.release.diff import diff as changes

    n_changes = 0
    try:
        for change in changes(*folders):
            n_changes += 1
            told = (change.table, change.kind, ", ".join(change.key), change.detail, change.cause)
            typer.echo("\t".join(told))
    except duckdb.Error as error:
        raise stop(f"{str(error).splitlines()[0]}. Cure: build that release again") from None
    say(f"{n_changes} rows differ")


@app.command()
def release(
    name: Annotated[str | None, typer.Option(help="Keep it for ever under a name; '-': by its day.")] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Remove old releases that have no name.")] = False,
    to: Annotated[str | None, typer.Option(help="Publish it there, as s3://bucket/folder.")] = None,
) -> None:
    """Tell which release stands in dist/current, and whether it is whole."""
    workspace = Workspace.under(ROOT)
    record = read_record(workspace.current)
    if not record:
        raise stop("dist/current: there is no release. Cure: make build")
    from pipeline.publishing.release.contents import faults

    typer.echo(f"{record.release_id}\t{record.made_at}\t{workspace.current.resolve().relative_to(ROOT)}")
    broken = faults(workspace.current)
    if broken:
        raise stop(f"dist/current: not a whole release: {_listed(broken)}. Cure: xephang build --force")
    say("every file of a release is there, as CHECKSUMS says, and of one build")
    from pipeline.commands.release_names import name_and_prune, publish_current

    with one_line_errors():
        say(*name_and_prune(workspace, name, prune))
        if to:
            say(publish_current(workspace, to))


def _listed(lines: list[str]) -> str:
    """Return ``lines`` as one, the first few of many."""
    more = len(lines) - _SHOWN
    return "; ".join(lines[:_SHOWN]) + (f"; {more} more" if more > 0 else "")


@app.command()
def verify(
    name: Annotated[str, typer.Argument(metavar="[RELEASE]", help="Its id, name or folder.")] = "current",
) -> None:
    """Compute ranks, tiers, percents and verdicts of a release again, by its verify.sql, and compare."""
    with one_line_errors():
        folder = release_folder(Workspace.under(ROOT).dist, name)
        from pipeline.commands.verify_view import verify_release

        say(verify_release(folder, name))


@app.command()
def nightly() -> None:
    """Build as the night does: keep a record, tell a report, remove old releases that have no name."""
    with one_line_errors():
        from pipeline.commands.nightly import show_nightly

        raise typer.Exit(show_nightly(Workspace.under(ROOT)))


@app.command()
def selftest(
    cases: Annotated[int, typer.Option(help="How many errors to plant.")] = 300,
    seed: Annotated[int, typer.Option(help="The errors are drawn at random from this seed.")] = 3307,
    keep: Annotated[bool, typer.Option("--write", help="Keep the result for the site.")] = False,
) -> None:
    """Plant known errors in copies of the sources, and say how many of them the audit finds."""
    with one_line_errors():
        from pipeline.selftest.report import run_and_show

        run_and_show(Workspace.under(ROOT), cases, seed, keep)


@app.command()
def synth(
    out: Annotated[Path, typer.Argument(help="A new folder; raw/ and expected/ are written into it.")],
    provinces: Annotated[int, typer.Option(help="How many provinces.")] = 63,
    years: Annotated[int, typer.Option(help="How many years of each.")] = 10,
    lists: Annotated[int, typer.Option(help="How many documents of each province and year.")] = 16,
    seed: Annotated[int, typer.Option(help="Everything is drawn at random from this seed.")] = 1,
) -> None:
    """Invent a corpus to measure growth by: documents in all forms, and what each of them states."""
    with one_line_errors():
        from pipeline.synth.corpus import write_corpus

        say(f"{write_corpus(out, provinces, years, lists, seed)} documents in {out}")
