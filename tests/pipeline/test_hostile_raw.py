"""Whatever lies in raw/, the good sources are published and every other is refused by name; nothing stops the build."""

import os
import shutil
import socket
from pathlib import Path

import pytest

from pipeline.orchestration.partitions import list_provinces
from pipeline.orchestration.run import Outcome, run_build
from pipeline.workspace import Workspace
from tests.fuzz.test_hostile import FILES
from tests.unit.test_intake import TEXT, correct, rename, replace_text, write

OWN_TEXT = TEXT.replace("Lào Cai", "Yên Bái")
NAME = "not a name that a folder of raw/ may have"
# Names of folders, and how they are shown.
NAMES = {
    "lao cai": "lao cai", "lao\u0309-cai": "lao\u0309-cai", "lao.cai": "lao.cai", 'lao"cai': 'lao"cai',
    "lao'cai": "lao'cai", "lao\ncai": r"lao\ncai", "lao\u202ecai": r"lao\u202ecai", "LAO-CAI": "LAO-CAI",
    "lao...cai": "lao...cai", "-lao": "-lao", "..lao": "..lao", "a" * 200: "a" * 200, "lao\udcff": r"lao\udcff",
    "%s": "%s", "[lao]": "[lao]",
}  # fmt: skip
LINK, NO_FILE = "a link", "no file, but a folder, a pipe or a socket"
# Of the folders of one province, by name: what they get.
SPOILT = {
    "2019-pipe": NO_FILE, "2019-pipe-yaml": NO_FILE, "2019-pipe-corrections": NO_FILE, "2019-socket": NO_FILE,
    "2019-folder": NO_FILE, "2019-linked": LINK, "2019-nowhere": LINK, "2019-endless": LINK, "2019-loop": LINK,
    "2019-empty": "missing", "2019-huge": "no value of a ranking", "2019-indicator": "break the contract",
    "2019-true": "'True' is no number of a line", "2019-aborts": "its reader died (SIGABRT)",
}  # fmt: skip


def spoil(province: Path, outside: Path) -> None:
    """Put the folders of `SPOILT` into the folder of a province."""
    folders = {name: write(province / name, province=province.name) for name in SPOILT if name != "2019-loop"}
    for name, file in (("pipe", "document.txt"), ("pipe-yaml", "source.yaml"), ("socket", "document.txt")):
        (folders[f"2019-{name}"] / file).unlink()
    os.mkfifo(folders["2019-pipe"] / "document.txt")
    os.mkfifo(folders["2019-pipe-yaml"] / "source.yaml")
    os.mkfifo(folders["2019-pipe-corrections"] / "corrections.yaml")
    with socket.socket(socket.AF_UNIX) as server, pytest.MonkeyPatch.context() as patch:
        patch.chdir(folders["2019-socket"])  # the path of a socket is short
        server.bind("document.txt")
    for name, target in (("linked", outside), ("nowhere", Path("nowhere")), ("endless", Path("/dev/zero"))):
        (folders[f"2019-{name}"] / "document.txt").unlink()
        (folders[f"2019-{name}"] / "document.txt").symlink_to(target)
    (province / "2019-loop").symlink_to(province.parent)
    for path in folders["2019-empty"].iterdir():
        path.unlink()
    (folders["2019-folder"] / "document.txt").unlink()
    (folders["2019-folder"] / "document.txt").mkdir()
    replace_text(folders["2019-huge"], OWN_TEXT.replace("81,0", "9" * 12))
    replace_text(folders["2019-indicator"], OWN_TEXT.replace("Hết.", "Có 99999999999/1 xã đạt."))
    correct(folders["2019-true"], "- line: true\n  before: a\n  after: b\n  reason: x\n")
    rename(folders["2019-aborts"], "document.xls")
    shutil.copy(FILES / "fuzz-xls-7000025.xls", folders["2019-aborts"] / "document.xls")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("hostile")
    write(root / "raw" / "lao-cai" / "2019-bao-cao")
    outside = write(root / "elsewhere" / "ha-giang" / "2019-bao-cao", province="ha-giang")
    for name in NAMES:
        for folder in (root / "raw" / name, root / "raw" / "yen-bai" / name):
            write(folder if folder.parent.name == "yen-bai" else folder / "2019-bao-cao")
    spoil(root / "raw" / "yen-bai", outside / "document.txt")
    (root / "raw" / "ha-giang").symlink_to(outside.parent)
    os.mkfifo(root / "raw" / "pipe")
    os.mkfifo(root / "raw" / "lao-cai" / "pipe")
    (root / "raw" / "README.md").write_text("no province")
    return Workspace.under(root)


@pytest.fixture(scope="module")
def outcome(workspace: Workspace) -> Outcome:
    return run_build(workspace, workspace.fingerprint())


def test_the_good_source_is_published_and_each_other_is_refused_by_name(
    workspace: Workspace, outcome: Outcome
) -> None:
    assert outcome.failures == () and not (workspace.build / "failure.txt").exists()
    assert outcome.record and outcome.record.summary.n_sources == 1
    told = list(outcome.record.summary.quarantine)
    for shown in NAMES.values():
        assert [line for line in told if line.startswith(f"raw/{shown}: {NAME}")]
        assert [line for line in told if line.startswith(f"raw/yen-bai/{shown}: {NAME}")]
    for name, reason in SPOILT.items():
        (line,) = [line for line in told if line.startswith((f"raw/yen-bai/{name}/", f"raw/yen-bai/{name}:"))]
        assert reason in line and "Cure: " in line
    assert [line for line in told if line.startswith("raw/ha-giang: a link")]
    assert len(told) == 2 * len(NAMES) + len(SPOILT) + 1
    assert all(len(line.splitlines()) == 1 for line in told)


def test_keys_of_partitions_are_plain_whatever_folders_are_called(workspace: Workspace) -> None:
    keys = list_provinces(workspace)
    assert {"lao-cai", "yen-bai"} < set(keys) and len(keys) == len(NAMES) + 3
    assert all(key.isascii() and key.replace("-", "").replace("_", "").isalnum() for key in keys)
