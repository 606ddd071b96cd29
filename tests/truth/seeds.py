"""Which of the drawn data sets are read: some by default, more in the long run, as many as one likes by number.

`YJS_DASH_TRUTH_SETS` sets the number, as the nightly workflow does; all of them are then read by default.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

DEFAULT, LONG = 60, 150
SETS = int(os.environ.get("YJS_DASH_TRUTH_SETS", DEFAULT))


def default_seeds(*, besides: Iterable[int]) -> tuple[int, ...]:
    """The first SETS, and those besides that bring out kinds of sentences which the first do not."""
    return tuple(dict.fromkeys((*range(SETS), *besides)))


def more_seeds(*, besides: Iterable[int]) -> tuple[int, ...]:
    """What the long run reads more than the default one."""
    read = set(default_seeds(besides=besides))
    return tuple(seed for seed in range(LONG) if seed not in read)
