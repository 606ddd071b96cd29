"""Plain words for the relative rate index. Takes rows of `compare.disproportionality`; no verdict without counts."""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.narrate.context import Row, listed, shortest


def relative_rate_headline(rows: Sequence[Row]) -> str:
    """The index of each service that has one, in ten words or fewer."""
    known = [row for row in rows if row["index"] is not None]
    if not known:
        return "No relative rate index: shares are not published"
    figures = [f"{row['service']} {row['index']:.2f}" for row in known]
    absent = dict.fromkeys(str(row["service"]) for row in rows if row["index"] is None)
    missing = f"; none for {listed(absent)}" if absent else ""
    services, asked = len({row["service_id"] for row in known}), len({row["service_id"] for row in rows})
    return shortest(
        [f"Relative rate index: {', '.join(figures)}{missing}", f"Relative rate index: {', '.join(figures)}"],
        otherwise=f"Relative rate index for {services} of {asked} services",
    )


def relative_rate_subtitle(rows: Sequence[Row]) -> str:
    """What the dots and the index are, and their periods."""
    periods = list(
        dict.fromkeys((row["period"], row["population_period"]) for row in rows if row["index"] is not None)
    )
    words = (
        "Share of the caseload (filled) and of children aged 10–17 (hollow), per cent; an index of 1 is the rate of "
        "White children, and neither direction is better"
    )
    if len(periods) == 1:
        return f"{words}. Caseload {periods[0][0]}, population {periods[0][1]}"
    return f"{words}. Periods differ" if periods else words


def relative_rate_sentence(row: Row) -> str:
    """What one row says, with its bounds and the part of Unknown; no verdict."""
    group, service = row["group"], row["service"]
    if row["index"] is None:
        return f"{service}, {group}: {row['note']}"
    words = (
        f"{service}, {group}: {row['caseload_share']:g} per cent of the caseload and "
        f"{row['population_share']:g} per cent of children aged 10–17, "
        f"a relative rate index of {row['index']:.2f} against {row['baseline']} children; "
        f"rounding allows {row['low']:.2f} to {row['high']:.2f}."
    )
    if row["unknown_share"]:
        words += (
            f" Were all of unknown ethnicity {row['baseline']} it would be {row['unknown_to_baseline']:.2f}, "
            f"were all {group} {row['unknown_to_group']:.2f}."
        )
    return words


def relative_rate_alternative(rows: Sequence[Row]) -> str:
    """Alternative text of the paired dots."""
    sentences = [relative_rate_sentence(row) for row in rows]
    return " ".join(["Paired dots, share of the caseload and of the population.", *sentences])


def relative_rate_conclusion(rows: Sequence[Row]) -> str:
    """What can and cannot be concluded from the index."""
    if all(row["index"] is None for row in rows):
        return "Without shares of the caseload and of the population there is no index, and nothing can be concluded."
    return (
        "An index below 1 means that the group is less often in the caseload than White children, for its share of "
        "the local population; above 1, more often. It rests on printed percentages, so whether it differs from 1 by "
        "more than chance cannot be concluded. It tells nothing about groups within the group, nor about what "
        "happens to children before they reach the service."
    )
