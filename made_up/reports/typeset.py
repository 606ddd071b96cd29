"""Made-up reports through typesetters: each gives a PDF of a report in a setting; "word" gives the Word document.

A few of these PDFs are carried with the tests, as the word processor and LaTeX are not everywhere:

    python -m made_up.reports.typeset     # sets them again, after the generator has changed
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pypdfium2
import pypdfium2.raw as pdfium

from made_up.printing import print_pdf
from made_up.reports.noise import only
from made_up.reports.report import MadeUpReport, draw_report
from made_up.reports.setting import SETTINGS, Setting

CARRIED = Path(__file__).resolve().parents[2] / "tests" / "data" / "typeset"
# Typesetter, place of its setting in SETTINGS, layout and seed of each PDF that the tests carry.
CARRIED_REPORTS = (
    ("libreoffice", 1, "long_2021", 301),
    ("libreoffice", 3, "reissued_long", 302),
    ("libreoffice", 5, "long_2018", 303),
    ("latex", 1, "long_2021", 304),
    ("latex", 5, "reissued_long", 305),
)
_SECONDS = 600


def is_installed(typesetter: str) -> bool:
    """Whether the program of a typesetter is there; those that are libraries always are."""
    program = {"libreoffice": "soffice", "latex": "pdflatex"}.get(typesetter)
    return program is None or shutil.which(program) is not None


def typeset(
    typesetter: str, reports: Sequence[MadeUpReport], *, setting: Setting, directory: Path
) -> list[Path]:
    """A PDF for each report, in order. A word processor sets all of them in one run."""
    if typesetter == "word":
        return [report.docx(directory / f"{report.name}.docx", setting=setting) for report in reports]
    if typesetter == "libreoffice":
        paths = _libreoffice(reports, setting=setting, directory=directory)
    else:
        write = {"weasyprint": _weasyprint, "browser": _browser, "reportlab": _reportlab, "latex": _latex}[
            typesetter
        ]
        paths = [write(r, setting=setting, path=directory / f"{r.name}.pdf") for r in reports]
    if setting.shuffled:
        for report, path in zip(reports, paths, strict=True):
            shuffle_drawing(path, rng=Random(report.seed))
    return paths


def carried_path(typesetter: str, place: int, layout: str, seed: int) -> Path:
    return CARRIED / f"{typesetter}-{place}-{layout}-{seed}.pdf"


def carried_report(layout: str, seed: int) -> MadeUpReport:
    """The report that a carried PDF shows."""
    return draw_report(seed, layout=layout, noise=only(rating_place="cell"))


def _carry() -> None:
    CARRIED.mkdir(exist_ok=True, parents=True)
    for typesetter, place, layout, seed in CARRIED_REPORTS:
        with tempfile.TemporaryDirectory() as folder:
            report = carried_report(layout, seed)
            (made,) = typeset(typesetter, [report], setting=SETTINGS[place], directory=Path(folder))
            shutil.copyfile(made, carried_path(typesetter, place, layout, seed))


def _libreoffice(reports: Sequence[MadeUpReport], *, setting: Setting, directory: Path) -> list[Path]:
    sources = [report.docx(directory / f"{report.name}.docx", setting=setting) for report in reports]
    tagged = "true" if setting.tagged else "false"
    kind = f'pdf:writer_pdf_Export:{{"UseTaggedPDF":{{"type":"boolean","value":"{tagged}"}}}}'
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind]
        subprocess.run(
            [*command, "--outdir", str(directory), *map(str, sources)],
            check=True,
            capture_output=True,
            timeout=_SECONDS,
        )
    return [source.with_suffix(".pdf") for source in sources]


def _weasyprint(report: MadeUpReport, *, setting: Setting, path: Path) -> Path:
    from weasyprint import HTML

    HTML(string=report.web_page(setting=setting)).write_pdf(path, pdf_tags=setting.tagged)
    return path


def _browser(report: MadeUpReport, *, setting: Setting, path: Path) -> Path:
    return print_pdf(report.web_page(setting=setting), path)


def _reportlab(report: MadeUpReport, *, setting: Setting, path: Path) -> Path:
    return report.pdf(path, setting=setting)


def _latex(report: MadeUpReport, *, setting: Setting, path: Path) -> Path:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source = Path(folder) / "report.tex"
        source.write_text(report.latex(setting=setting), encoding="utf-8")
        for _ in range(2):  # long tables learn their widths in the first run
            command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", source.name]
            done = subprocess.run(command, cwd=folder, check=False, capture_output=True, timeout=_SECONDS)
            if done.returncode:
                raise RuntimeError(done.stdout.decode("utf-8", "replace")[-1500:])
        shutil.move(source.with_suffix(".pdf"), path)
    return path


def shuffle_drawing(path: Path, *, rng: Random) -> None:
    """Draws the text runs of each page of a PDF in another order, each in its place."""
    document = pypdfium2.PdfDocument(path)
    for page in document:
        raw = page.raw
        number = pdfium.FPDFPage_CountObjects(raw)
        shapes = [pdfium.FPDFPage_GetObject(raw, i) for i in range(number)]
        texts = [shape for shape in shapes if pdfium.FPDFPageObj_GetType(shape) == pdfium.FPDF_PAGEOBJ_TEXT]
        for text in texts:
            pdfium.FPDFPage_RemoveObject(raw, text)
        rng.shuffle(texts)
        for text in texts:
            pdfium.FPDFPage_InsertObject(raw, text)
        pdfium.FPDFPage_GenerateContent(raw)
    written = path.with_suffix(".shuffled")
    document.save(written)
    document.close()
    written.replace(path)


if __name__ == "__main__":
    _carry()
