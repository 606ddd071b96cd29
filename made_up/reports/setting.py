"""How a typesetter sets a made-up report: what differs between word processors, browsers and their settings."""

from __future__ import annotations

from dataclasses import dataclass, fields

TYPESETTERS = ("libreoffice", "weasyprint", "browser", "reportlab", "latex")


@dataclass(frozen=True)
class Setting:
    """How tables and pages are set.

    `ruled`: tables have lines. `narrow`: the figures' column is so narrow that "100" and "%" stand on two lines.
    `across`: where a figure stands beside a label of several lines: top, middle or bottom. `padded`: room between the
    rows of a table. `two_fonts`: figures are set in another font, and larger. `tagged`: the PDF carries its structure.
    `shuffled`: the text runs of each page are drawn in an order that is not that of reading.
    """

    ruled: bool = True
    narrow: bool = False
    across: str = "top"
    padded: bool = True
    two_fonts: bool = False
    tagged: bool = False
    shuffled: bool = False

    @property
    def name(self) -> str:
        """The setting in words: what differs from the first."""
        words = [
            {"ruled": "unruled", "padded": "tight"}.get(f.name, f.name.replace("_", " "))
            for f in fields(self)
            if f.name != "across" and getattr(self, f.name) != f.default
        ]
        return ", ".join([*words, self.across])


SETTINGS: tuple[Setting, ...] = (
    Setting(across="middle", tagged=True),
    Setting(narrow=True, across="middle"),
    Setting(narrow=True, across="top", two_fonts=True, tagged=True),
    Setting(ruled=False, across="middle", two_fonts=True),
    Setting(ruled=False, narrow=True, across="bottom", tagged=True),
    Setting(ruled=False, padded=False, across="middle"),
    Setting(padded=False, narrow=True, across="bottom", shuffled=True),
    Setting(ruled=False, across="top", shuffled=True),
)
