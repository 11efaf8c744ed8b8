"""Whether the fast tests notice a slip in the arithmetic of accusations: ``make mutation``.

Each mutant of the modules of ``modules.yaml`` runs their tests in a forked process. A mutant that survives is
printed and fails the run, unless ``modules.yaml`` names it with the reason why no test can tell it from the original.
"""

import ast
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import signal
import sys
import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest
import yaml

from tests.mutation.mutants import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]
# A mutant that runs on for so long is noticed by whoever waits for the tests.
_MAX_SECONDS = 60
_SURVIVED = 0
# Nothing of pytest that takes time: the parent writes nothing, and the tests need no fixture.
_PLAIN = ("-x", "-q", "--noconftest", "--assert=plain", "-p", "no:cacheprovider")


@dataclass(frozen=True, slots=True)
class Module:
    """A module under test, the tests that run on its mutants, and the mutants that are no error, each with why."""

    path: str
    tests: list[str]
    equivalent: dict[str, str]

    @property
    def name(self) -> str:
        """Its dotted name."""
        return self.path.removesuffix(".py").replace("/", ".")


class _Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the mutant where the module is imported."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self._name, self._tree = name, tree

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        return importlib.util.spec_from_loader(fullname, self) if fullname == self._name else None

    def exec_module(self, module: types.ModuleType) -> None:
        exec(compile(self._tree, self._name, "exec"), module.__dict__)


def _run_tests(module: Module, tree: ast.Module) -> int:
    """Run the tests on a mutant in this process; 0 where all of them pass."""
    signal.alarm(_MAX_SECONDS)
    sys.meta_path.insert(0, _Mutated(module.name, tree))
    hypothesis.settings.register_profile(
        "mutation", derandomize=True, deadline=None, database=None, max_examples=30
    )
    hypothesis.settings.load_profile("mutation")
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    return int(pytest.main([*_PLAIN, *module.tests]))


def _warm_up(tests: Sequence[str]) -> None:
    """Import what the tests stand on, so that a child imports our own modules only."""
    for test in tests:
        importlib.import_module(test.removesuffix(".py").replace("/", "."))
    for name in [name for name in sys.modules if name.startswith(("pipeline", "tests.unit"))]:
        del sys.modules[name]


def _results(module: Module) -> Iterator[tuple[Mutant, bool]]:
    """Yield each mutant and whether it survives; as many run at a time as there are processors."""
    waiting: dict[int, Mutant] = {}
    for mutant in mutants((ROOT / module.path).read_text(encoding="utf-8")):
        if len(waiting) == os.cpu_count():
            yield _next(waiting)
        child = os.fork()
        if child == 0:
            status = 1 - _SURVIVED
            try:
                status = _run_tests(module, mutant.tree)
            finally:
                os._exit(status)
        waiting[child] = mutant
    while waiting:
        yield _next(waiting)


def _next(waiting: dict[int, Mutant]) -> tuple[Mutant, bool]:
    child, status = os.wait()
    return waiting.pop(child), os.waitstatus_to_exitcode(status) == _SURVIVED


def _report(module: Module) -> bool:
    """Print what became of a module's mutants; true where each survivor is named, and each named one survives."""
    results = list(_results(module))
    alive = {mutant.name for mutant, survived in results if survived}
    print(
        f"{module.path}: {len(results) - len(alive)} of {len(results)} killed, {len(module.equivalent)} equivalent"
    )
    for name in sorted(alive - module.equivalent.keys()):
        print(f"  survives: {name}")
    for name in sorted(module.equivalent.keys() - alive):
        print(f"  named as equivalent, but killed or gone: {name}")
    sys.stdout.flush()
    return alive == module.equivalent.keys()


def main() -> int:
    """Run all modules, or those whose path contains a word of the command line."""
    listed = yaml.safe_load(Path(__file__).with_name("modules.yaml").read_text(encoding="utf-8"))
    modules = [Module(path, entry["tests"], entry.get("equivalent") or {}) for path, entry in listed.items()]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    _warm_up(sorted({test for module in modules for test in module.tests}))
    words = sys.argv[1:]
    chosen = [module for module in modules if not words or any(word in module.path for word in words)]
    return 0 if all([_report(module) for module in chosen]) else 1


if __name__ == "__main__":
    sys.exit(main())
