"""The same reports set by word processors, browsers, LaTeX and libraries: no value is wrong, hardly one is missing.

PDFs of LibreOffice and LaTeX are carried (made_up/reports/typeset.py makes them); the others are set as the tests run.
docs/extraction.md has the scores of many more.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from made_up.reports import QUIET, draw_report, only
from made_up.reports.run import outcomes_typeset
from made_up.reports.score import READ, SILENT, WRONG, Outcome, score
from made_up.reports.setting import SETTINGS, Setting
from made_up.reports.truth import FRAMEWORKS
from made_up.reports.typeset import CARRIED_REPORTS, carried_path, carried_report, is_installed, typeset
from yjs_dash.extract import Report, extract_file

LEAST_SHARE_READ = 0.995
PLACES = frozenset({"page", "line", "page_numbers", "score_page", "read_from"})


def assert_read(found: list[Outcome]) -> None:
    wrong = [str(outcome) for outcome in found if outcome.verdict in {WRONG, SILENT}]
    assert not wrong, "\n".join(wrong[:40])
    lost = [str(outcome) for outcome in found if outcome.verdict != READ]
    assert len(found) - len(lost) >= LEAST_SHARE_READ * len(found), "\n".join(lost[:40])


@pytest.mark.parametrize(("typesetter", "place", "layout", "seed"), CARRIED_REPORTS)
def test_pdfs_of_a_word_processor_and_of_latex_are_read(
    typesetter: str, place: int, layout: str, seed: int
) -> None:
    extracted = extract_file(carried_path(typesetter, place, layout, seed), FRAMEWORKS).to_json_dict()
    assert_read(score(carried_report(layout, seed).truth, extracted))


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
@pytest.mark.parametrize("typesetter", ["weasyprint", "reportlab", "word"])
def test_every_setting_of_a_typesetter_is_read(typesetter: str, setting: Setting, tmp_path: Path) -> None:
    reports = [
        draw_report(310, layout=layout, noise=only(rating_place="cell"))
        for layout in ("long_2021", "reissued_long")
    ]
    found = outcomes_typeset(typesetter, reports, setting=setting, directory=tmp_path)
    assert_read([outcome for _, outcome in found])


@pytest.mark.browser
@pytest.mark.parametrize("setting", SETTINGS[1::2], ids=lambda setting: setting.name)
def test_settings_of_a_browser_are_read(setting: Setting, tmp_path: Path) -> None:
    report = draw_report(311, layout="long_2021", noise=only(rating_place="cell"))
    found = outcomes_typeset("browser", [report], setting=setting, directory=tmp_path)
    assert_read([outcome for _, outcome in found])


@pytest.mark.long
@pytest.mark.parametrize("typesetter", ["libreoffice", "latex"])
@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_of_programs_that_are_installed_is_read(
    typesetter: str, setting: Setting, tmp_path: Path
) -> None:
    if not is_installed(typesetter):
        pytest.skip(f"{typesetter} is not installed")
    reports = [draw_report(312, layout=layout) for layout in ("long_2021", "reissued_long", "long_2018")]
    found = outcomes_typeset(typesetter, reports, setting=setting, directory=tmp_path)
    assert_read([outcome for _, outcome in found])


def values_of(report: Report) -> dict[str, object]:
    """All of a report's values, without where they stand and in which order they were read."""

    def bare(item: object) -> object:
        if isinstance(item, dict):
            return {key: bare(value) for key, value in item.items() if key not in PLACES}
        return sorted((bare(value) for value in item), key=str) if isinstance(item, list) else item

    values = bare(report.to_json_dict())
    assert isinstance(values, dict)
    return values


@pytest.mark.parametrize("layout", ["long_2021", "short_joint_2021", "reissued_long"])
def test_text_word_document_and_pdf_of_a_report_agree(layout: str, tmp_path: Path) -> None:
    report = draw_report(313, layout=layout, noise=QUIET)
    from_text = values_of(extract_file(report.write_text(tmp_path / "report.txt"), FRAMEWORKS))
    for typesetter in ("word", "weasyprint", "reportlab"):
        for setting in (SETTINGS[1], SETTINGS[3]):
            (path,) = typeset(typesetter, [report], setting=setting, directory=tmp_path)
            assert values_of(extract_file(path, FRAMEWORKS)) == from_text, (typesetter, setting.name)
