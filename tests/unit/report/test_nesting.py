from __future__ import annotations

import re

from isotherm.report.findings import gather_findings
from isotherm.report.parts.header import show_header
from isotherm.report.parts.map import show_map
from isotherm.report.parts.strata import show_strata


def nested(reading_of):
    """Four strata: the first holds the third and the fourth."""
    rows = [dict(row) for row in gather_findings(reading_of(4)).rows["strata"]]
    for row in rows:
        row["example_note_ids"] = []
        row["size"] = {"s-0000": 900.0, "s-0001": 800.0}.get(row["stratum_id"], 500.0)
        if row["stratum_id"] in {"s-0002", "s-0003"}:
            row |= {"parent_id": "s-0000", "level": 1}
    return gather_findings(reading_of({"strata": rows}))


def test_what_a_stratum_holds_stands_right_after_it(reading_of):
    cards = re.findall(r'<details[^>]*id="([^"]+)"', str(show_strata(nested(reading_of))))
    assert [card[-4:] for card in cards] == ["0000", "0002", "0003", "0001"]


def test_a_parent_names_its_children_and_they_name_it(reading_of):
    shown = str(show_strata(nested(reading_of)))
    assert shown.count("holds") == 1
    assert shown.count("within") == 2


def test_only_leaves_are_places_on_the_map_and_counted(reading_of):
    found = nested(reading_of)
    assert [row["stratum_id"] for row in found.leaves()] == ["s-0001", "s-0002", "s-0003"]
    assert str(show_map(found)).count('class="place"') == 2 * 3
    assert "3" in str(show_header(found))


def test_the_head_counts_all_strata_and_says_which_are_drawn(reading_of):
    said = str(show_header(nested(reading_of)))
    assert "There are 4 strata: 1 wide ones that hold others, and the 3 drawn" in said
