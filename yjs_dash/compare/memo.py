"""What is worked out of a data set, kept with it and gone with it.

A function whose first argument owns a memo is marked `@remembered(most=…)`; what it gives is the same for all who ask
the same, and is not to be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from threading import RLock
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

from cachetools import LRUCache
from cachetools.keys import hashkey


class Memo:
    """Results by function, the least recently used thrown away first. Safe for several threads."""

    def __init__(self) -> None:
        self.lock = RLock()
        self._caches: dict[Callable[..., object], LRUCache[Hashable, object]] = {}

    def results_of(self, function: Callable[..., object], *, most: int) -> LRUCache[Hashable, object]:
        """The results of a function that are kept, `most` of them."""
        with self.lock:
            return self._caches.setdefault(function, LRUCache(maxsize=most))


class Owner(Protocol):
    """What a memo belongs to. `memo_key` tells two owners of one memo apart, and must not refer to the owner."""

    @property
    def memo(self) -> Memo: ...

    @property
    def memo_key(self) -> Hashable: ...


OwnerT = TypeVar("OwnerT", bound=Owner)
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Function = Callable[Concatenate[OwnerT, Arguments], Result]


def remembered(
    *, most: int
) -> Callable[[Function[OwnerT, Arguments, Result]], Function[OwnerT, Arguments, Result]]:
    """Keep the last `most` results of a function in the memo of its first argument.

    Two who ask at the same time may both work it out; the first result is the one that both get.
    """

    def decorate(function: Function[OwnerT, Arguments, Result]) -> Function[OwnerT, Arguments, Result]:
        @wraps(function)
        def asked(owner: OwnerT, /, *args: Arguments.args, **named: Arguments.kwargs) -> Result:
            memo = owner.memo
            results = memo.results_of(function, most=most)
            key = hashkey(owner.memo_key, args, frozenset(named.items()))
            with memo.lock:
                if key in results:
                    return cast("Result", results[key])
            made = function(owner, *args, **named)
            with memo.lock:
                return cast("Result", results.setdefault(key, made))

        return asked

    return decorate
