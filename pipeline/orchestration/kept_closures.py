"""What followed from the printed facts of a list: it follows again as long as these and the rules are the same."""

from pipeline.deduction.closure import compute_closure
from pipeline.deduction.problem import Problem
from pipeline.deduction.result import Closure
from pipeline.orchestration.store import Store
from pipeline.workspace import Workspace, code_version

_RULES = ("pipeline/deduction", "schemas/values.py")


class KeptClosures:
    """The closures of the lists of a build, computed where they are not known."""

    def __init__(self, workspace: Workspace) -> None:
        self._store, self._rules = Store(workspace.closures), code_version(*_RULES)

    def close(self, problem: Problem) -> Closure:
        """Return what follows from a problem; it holds nothing but names, numbers and ids in a fixed order."""
        key = Store.key(repr(problem), self._rules)
        closure: Closure | None = self._store.get(key)
        if closure is None:
            closure = compute_closure(problem)
            self._store.put(key, closure)
        return closure

    def sweep(self) -> None:
        """Forget what no list of this build asked for."""
        self._store.sweep()
