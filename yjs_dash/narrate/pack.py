"""What the board pack says of itself: titles of its parts, where its figures are from, when and for whom it was made.

Every finding in a pack is a sentence of the app; these are only the words of the frame around them.
"""

from __future__ import annotations

from yjs_dash.narrate.template import template

QUESTION_AXIS = template("pack.question_axis", "Cases judged sufficient (%), with 95% intervals")
RESIDENTS = template("pack.residents", "Children aged 10–17 in {service}", service="Sutton")
