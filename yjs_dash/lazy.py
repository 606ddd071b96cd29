"""Names of a package that load their module when they are first asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module


def names_of(package: str, *modules: str, public: Sequence[str]) -> Callable[[str], object]:
    """A package's `__getattr__`: the `public` names that its `modules` define, looked for in this order."""

    def find(name: str) -> object:
        if name in public:
            for module in modules:
                found: object = getattr(import_module(f"{package}.{module}"), name, None)
                if found is not None:
                    setattr(sys.modules[package], name, found)
                    return found
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return find
