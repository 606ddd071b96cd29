"""Made-up inspection reports in the inspectorate's layouts: our own words, drawn figures, places that do not exist.

report = draw_report(7, layout="long_2021")
report.truth          # the values, as `python -m yjs_dash extract` should print them
report.text           # the report as plain text, with drawn noise
report.pdf(path)      # the same report as PDF
"""

from made_up.reports.noise import CHOICES, QUIET, Noise, draw_noise, only
from made_up.reports.report import LAYOUTS, MadeUpReport, draw_report

__all__ = ["CHOICES", "LAYOUTS", "QUIET", "MadeUpReport", "Noise", "draw_noise", "draw_report", "only"]
