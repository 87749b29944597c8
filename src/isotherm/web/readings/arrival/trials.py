"""Live tests, what the operator did, and ready-made counts."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from isotherm.web.control.models import NeedReview, Push
from isotherm.web.readings.arrival.bulk import insert_rows
from isotherm.web.readings.arrival.cells import fens, ids, lists, maps, moment, moments, texts
from isotherm.web.readings.arrival.mentions import mentioned
from isotherm.web.readings.arrival.source import Source
from isotherm.web.readings.models import Series
from isotherm.web.rooms.models import LiveTest, Option, Vote

__all__ = ["bring_pushes", "bring_reviews", "bring_series", "bring_tests", "bring_votes"]


def bring_tests(source: Source) -> None:
    """Make the live tests and their options, also those only mentioned by a vote."""
    rows = source.table("tests")
    told = ids(rows["test_id"])
    insert_rows(
        LiveTest,
        {
            "id": told,
            "brief_id": [one or "" for one in ids(rows["brief_id"])],
            "merchant_id": ids(rows["merchant_id"]),
            "place": texts(pc.fill_null(rows["place"], "note")),
            "opened_at": moments(rows["opened_at"]),
            "closes_at": moments(rows["closes_at"]),
        },
    )
    insert_rows(LiveTest, {"id": sorted(mentioned(source, "tests") - set(told))})
    source.came["tests"] = len(told)
    _bring_options(source)


def _bring_options(source: Source) -> None:
    rows = source.table("options")
    told, tests = ids(rows["option_id"]), ids(rows["test_id"])
    shown: dict[str, int] = {}
    places = [shown.setdefault(test, 0) for test in tests]
    for number, test in enumerate(tests):
        places[number] = shown[test]
        shown[test] += 1
    insert_rows(
        Option,
        {
            "id": told,
            "test_id": tests,
            "attributes": maps(rows["attributes"]),
            "price_fen": fens(rows["price_fen"]),
            "place": places,
        },
    )
    source.came["options"] = len(told)
    source.known["options"] = set(told)


def bring_votes(source: Source) -> None:
    """Make the votes; the same stake on the same option by the same person counts once."""
    seen: set[tuple[str, str, str]] = set()
    for batch in source.batches("votes"):
        options, tests = ids(batch["option_id"]), ids(batch["test_id"])
        members, stakes = ids(batch["actor_id"]), batch["stake"].to_pylist()
        bare = {o: t for o, t in zip(options, tests, strict=True)}  # noqa: C416
        bare = {o: t for o, t in bare.items() if o not in source.known["options"]}
        insert_rows(Option, {"id": list(bare), "test_id": list(bare.values())})
        source.known["options"].update(bare)
        kept: list[int] = []
        for place, key in enumerate(zip(options, members, stakes, strict=True)):
            if key[1] is None or key not in seen:
                kept.append(place)
                seen.add(key)
        columns = {
            "test_id": tests,
            "option_id": options,
            "member_id": members,
            "at": moments(batch["at"]),
            "stake": stakes,
            "value": texts(batch["value"], 40),
        }
        columns = {name: [values[p] for p in kept] for name, values in columns.items()}
        source.came["votes"] += insert_rows(Vote, columns, rows=len(kept))
        source.left_out["votes said again"] += batch.num_rows - len(kept)


def bring_pushes(source: Source) -> None:
    """Make what the operator did; an act without a time cannot be placed."""
    rows = _timed(source, "pushes")
    source.came["pushes"] = insert_rows(
        Push,
        {
            "id": ids(rows["push_id"]),
            "subject_id": ids(rows["subject_id"]),
            "at": moments(rows["at"]),
            "kind": texts(rows["kind"]),
            "holdout_share": rows["holdout_share"].to_pylist(),
        },
    )


def bring_reviews(source: Source) -> None:
    """Make what the operator decided about sensitive needs; who decided, and why, is not told."""
    rows = source.table("need_reviews")
    needs = ids(rows["need_id"])
    source.came["need_reviews"] = insert_rows(
        NeedReview,
        {
            "need_id": needs,
            "passed": rows["passed"].to_pylist(),
            "words": [""] * len(needs),
            "at": [moment(source.as_of)] * len(needs),
        },
    )


def bring_series(source: Source) -> None:
    """Make the ready-made counts; one without a time cannot be placed."""
    rows = _timed(source, "series")
    source.came["series"] = insert_rows(
        Series,
        {
            "series_id": ids(rows["series_id"]),
            "at": moments(rows["at"]),
            "value": rows["value"].to_pylist(),
            "name": texts(rows["name"], 120),
            "tags": lists(rows["tags"]),
        },
    )


def _timed(source: Source, name: str) -> pa.Table:
    rows = source.table(name)
    timed = rows.filter(pc.is_valid(rows["at"]))
    source.left_out[f"{name} without a time"] += rows.num_rows - timed.num_rows
    return timed
