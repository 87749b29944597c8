"""Regenerate the figures of docs/walkthroughs from the research data, through the importers."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from _door import door, need_data, show
from _walk_communities import walk_communities
from _walk_figures import Walk
from _walk_hot_list import walk_hot_list
from _walk_rentals import walk_rentals
from _walk_shop import walk_shop

_PAGES = Path(__file__).parent.parent / "docs" / "walkthroughs"
_BEGIN, _END = "<!-- figures: made by benchmarks/walkthroughs.py -->", "<!-- /figures -->"
_WALKS: dict[str, tuple[str, Callable[[Path, Path], Walk]]] = {
    "rentals": ("rtr/rentals_to_2016.parquet", walk_rentals),
    "communities": ("reddit_top/communities_50.parquet", walk_communities),
    "hot-list": ("weibo_hot_hourly/hot_to_2025.parquet", walk_hot_list),
    "shop": ("shopify_csv/old_fashion.csv", walk_shop),
}


def main() -> None:
    parser = door(__doc__ or "")
    parser.add_argument("--only", choices=tuple(_WALKS), action="append", help="these alone")
    parser.add_argument("--write", action="store_true", help="put the figures into the pages")
    args = parser.parse_args()
    rows = []
    for name in args.only or _WALKS:
        needed, walk = _WALKS[name]
        root = need_data(args.data, *needed.split("/")).parent.parent
        with tempfile.TemporaryDirectory(prefix="isotherm-walk-") as scratch:
            found = walk(root, Path(scratch))
        rows += [{"walk": name, **row} for row in found.rows]
        if args.write:
            _put(_PAGES / f"{name}.md", found.page)
    if args.json:
        show(args, rows=rows, data=list(args.only or _WALKS))
        return
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


def _put(page: Path, figures: str) -> None:
    """Replace what stands between the two marks."""
    before, _, rest = page.read_text().partition(_BEGIN)
    _, _, after = rest.partition(_END)
    page.write_text(f"{before}{_BEGIN}\n\n{figures.strip()}\n\n{_END}{after}")


if __name__ == "__main__":
    main()
