"""Makes docs/specification.md."""

from __future__ import annotations

from tests.spec.cases import page
from tests.spec.topics import FILE, TOPICS

if __name__ == "__main__":
    FILE.write_text(page(TOPICS), encoding="utf-8", newline="\n")
