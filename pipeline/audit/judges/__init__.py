"""One module a kind of claim: what the printed values say of it. Importing this room registers its judges."""

from importlib import import_module
from pkgutil import iter_modules

from pipeline.audit.judges.judge_registry import judge_of

__all__ = ["judge_of"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
