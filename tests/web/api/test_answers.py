"""How answers are: in pages, as problems, as files; and whose things a body may name."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from tests.web.addresses import everything

pytestmark = pytest.mark.django_db


def test_a_list_comes_in_pages(calling, reader):
    from isotherm.web.community.models import Wish
    from isotherm.web.site.clock import now

    Wish.objects.bulk_create(Wish(member=reader, text=str(n), at=now()) for n in range(51))
    machine = calling(reader)
    first, second, third = (
        machine.get("/api/v1/wishes", {"page": page}).json() for page in (1, 2, 3)
    )
    assert [len(page["items"]) for page in (first, second, third)] == [50, 1, 0]
    assert [page["next_page"] for page in (first, second, third)] == [2, None, None]
    assert first["count"] == 51
    ids = [row["wish_id"] for page in (first, second) for row in page["items"]]
    assert len(set(ids)) == 51


@pytest.mark.parametrize(
    ("ask", "status", "code"),
    [
        (lambda machine: machine.get("/api/v1/orders/none"), 404, "missing"),
        (lambda machine: machine.get("/api/v1/notes?page=0"), 422, "invalid"),
        (lambda machine: machine.get("/api/v1/search?q=%00"), 400, "unreadable"),
        (lambda machine: machine.get("/api/v1/needs"), 403, "scope"),
        (lambda machine: machine.get("/api/v1/me", headers={"authorization": "x"}), 401, "token"),
        (lambda machine: machine.delete("/api/v1/basket/none"), 404, "gone"),
    ],
)
def test_what_is_not_done_is_told_as_a_problem(ask, status, code, calling, reader):
    answer = ask(calling(reader))
    told = json.loads(answer.content)
    assert answer.status_code == told["status"] == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert told["code"] == code
    assert told["detail"]
    assert told["title"]


def test_a_page_that_holds_no_text_stays_a_page(client):
    answer = client.get("/?q=%00")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"].startswith("text/html")


def test_my_data_is_a_zip_of_mine_alone(calling, town, do_jobs, settings, tmp_path):
    settings.HOME = tmp_path
    machine = calling(town["reader"])
    asked = machine.post("/api/v1/me/data")
    assert (asked.status_code, asked.json()["state"]) == (202, "queued")
    assert machine.get("/api/v1/me/data/zip").status_code == 404
    assert do_jobs() == ["done"]
    assert machine.get("/api/v1/me/data").json()["state"] == "done"
    answer = machine.get("/api/v1/me/data/zip")
    assert answer.headers["Cache-Control"] == "no-store"
    held = zipfile.ZipFile(io.BytesIO(answer.getvalue())).read("data.json").decode()
    assert "reader-1" in held
    assert "stranger-1" not in held


def test_i_am_erased_by_my_own_name_alone(calling, reader, settings, tmp_path):
    settings.HOME = tmp_path
    machine = calling(reader)
    refused = machine.post("/api/v1/me/erase", {"name": "x"}, content_type="application/json")
    assert refused.json()["code"] == "name"
    gone = machine.post("/api/v1/me/erase", {"name": reader.name}, content_type="application/json")
    assert gone.status_code == 200
    assert machine.get("/api/v1/me").status_code == 401


def test_an_export_is_made_taken_and_thrown_away(calling, town, do_jobs):
    machine = calling(town["operator"])
    asked = machine.post("/api/v1/exports").json()
    assert do_jobs() == ["done"]
    told = machine.get(f"/api/v1/exports/asked/{asked['export_id']}").json()
    made = told["name"]
    assert (told["state"], made) == ("done", machine.get("/api/v1/exports").json()[0]["name"])
    taken = machine.get(f"/api/v1/exports/{made}")
    assert zipfile.is_zipfile(io.BytesIO(taken.getvalue()))
    assert machine.delete(f"/api/v1/exports/{made}").status_code == 200
    assert machine.get(f"/api/v1/exports/{made}").status_code == 404


def test_goods_go_out_as_a_file_and_come_in_again(calling, town, do_jobs):
    from django.core.files.uploadedfile import SimpleUploadedFile

    machine = calling(town["merchant"])
    out = machine.get("/api/v1/shops/shop-1/csv/products").getvalue()
    brought = SimpleUploadedFile("goods.csv", out, content_type="text/csv")
    asked = machine.post("/api/v1/shops/shop-1/csv", {"file": brought})
    assert (asked.status_code, asked.json()["state"]) == (202, "queued")
    assert do_jobs() == ["done"]
    address = "/api/v1/shops/shop-1/csv/brought"
    report = machine.get(f"{address}/{asked.json()['file_id']}").json()
    assert machine.get(address).json()["items"][0]["file_id"] == report["file_id"]
    assert report["taken"] == report["rows"] > 0
    assert (report["faulty"], report["products_made"]) == (0, 0)


NOT_YOURS = {
    "another's notices stay": ("notices/read", {"notice_ids": [901]}, 200),
    "a room of another's test": ("shops/shop-2/rooms", {"title": "x", "test_id": "test-1"}, 404),
    "another shop's goods in a room": ("rooms/room-2/goods", {"product_ids": ["product-1"]}, 404),
}


@pytest.mark.parametrize("case", NOT_YOURS)
def test_what_a_body_names_is_ones_own_too(case, town, calling):
    from isotherm.web.rooms.models import Room
    from isotherm.web.site.clock import now

    path, body, status = NOT_YOURS[case]
    keeper = town["other merchant"]
    Room.objects.create(id="room-2", merchant_id="shop-2", host=keeper, title="x", opens_at=now())
    machine, before = calling(keeper), everything()
    ask = machine.put if path.endswith("goods") else machine.post
    headers = {"Idempotency-Key": "a-key-of-mine"}
    answer = ask(f"/api/v1/{path}", body, content_type="application/json", headers=headers)
    assert answer.status_code == status
    after = everything()
    assert {name for name in after if after[name] != before[name]} <= {"api.Token"}
