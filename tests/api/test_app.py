from typing import Any

import pytest
from tests.api.client import Client
from tests.api.gold_desk import GoldDesk

from tapal.api.app import create_app


def ids(answer: Any) -> set[str]:
    return {one["id"] for one in answer["incidents"]}


def test_all_incidents_are_listed_latest_first_and_undated_last(client: Client) -> None:
    found = client.json("/api/incidents", limit=5000)
    starts = [one["when"]["start"] for one in found["incidents"]]
    dated = [start for start in starts if start]
    assert found["total"] == len(starts) == 179
    assert dated == sorted(dated, reverse=True)
    assert starts[: len(dated)] == dated


def test_days_select_intervals_that_touch_them(client: Client) -> None:
    found = ids(client.json("/api/incidents", **{"from": "2017-06-17", "to": "2017-06-17", "limit": 5000}))
    assert "daraa-truce" in found  # 17 to 19 June
    assert "baaj-capture" not in found  # 4 June
    assert "talafar-planned" not in found  # no date
    undated = {"from": "2017-06-17", "to": "2017-06-17", "undated": "true", "limit": 5000}
    assert "talafar-planned" in ids(client.json("/api/incidents", **undated))


def test_filters_narrow_together(client: Client) -> None:
    captures = client.json("/api/incidents", type=["capture", "siege"], limit=5000)["incidents"]
    assert {one["type"] for one in captures} == {"capture", "siege"}
    syrian = client.json("/api/incidents", type="capture", actor="syrian democratic", limit=5000)["incidents"]
    assert 0 < len(syrian) < len(captures)
    names = [{side["name"] for side in one["actors"] + one["targets"]} for one in syrian]
    assert all("Syrian Democratic Forces" in sides for sides in names)
    at_waleed = client.json("/api/incidents", place="waleed")["incidents"]
    assert at_waleed
    assert all("Waleed" in one["place_name"] for one in at_waleed)


def test_a_box_selects_by_point(client: Client) -> None:
    found = client.json("/api/incidents", bbox="38.5,33.2,39.2,33.7", limit=5000)["incidents"]
    assert found
    assert all(38.5 <= one["where"]["lon"] <= 39.2 and 33.2 <= one["where"]["lat"] <= 33.7 for one in found)


def test_words_are_looked_for_in_quotes_and_names(client: Client) -> None:
    assert "baaj-capture" in ids(client.json("/api/incidents", q="Ba'aj MEREBUT"))
    assert client.json("/api/incidents", q="perkataanyangtidakada")["total"] == 0


def test_pages_continue_each_other(client: Client) -> None:
    first = client.json("/api/incidents", limit=10)["incidents"]
    second = client.json("/api/incidents", limit=10, offset=10)["incidents"]
    both = client.json("/api/incidents", limit=20)["incidents"]
    assert first + second == both


def test_copies_count_as_one_origin(client: Client) -> None:
    capture = client.json("/api/incidents/waleed-capture")
    assert (capture["reports"], capture["origins"]) == (4, 1)
    assert capture["claimed"] is True
    assert {member["source"]["id"] for member in capture["members"]} == {"j17-13", "j17-14", "j17-15", "j17-16"}
    assert [len(origin["docs"]) for origin in capture["origin_list"]] == [4]
    assert capture["has_timeline"] is True


def test_planned_and_denied_are_no_claims_that_something_happened(client: Client) -> None:
    for status in ("planned", "denied", "demanded", "possible"):
        shown = client.json("/api/incidents", status=status, limit=5000)["incidents"]
        assert shown
        assert not any(one["claimed"] for one in shown)


def test_events_are_what_single_reports_say(client: Client, desk: GoldDesk) -> None:
    found = client.json("/api/events", limit=5000)
    assert found["total"] == len(desk.full.events)
    merebut = client.json("/api/events", q="merebut", type="capture", limit=5000)["events"]
    assert merebut
    assert all("merebut" in one["quote"]["text"].lower() for one in merebut)
    assert all(one["incident"] for one in merebut)


def test_control_on_a_day(client: Client) -> None:
    before = client.json("/api/control", as_of="2017-06-16", place="al-Waleed")["control"]
    after = client.json("/api/control", as_of="2017-06-17", place="al-Waleed")["control"]
    assert [holder["name"] for holder in before[0]["holders"]] == ["Islamic State"]
    assert "Iraqi border guards" in [holder["name"] for holder in after[0]["holders"]]
    raqqa = client.json("/api/control", as_of="2017-06-20", place="p-raqqa")["control"]
    assert [span["state"] for span in raqqa] == ["contested"]


def test_a_timeline_is_in_order_and_carries_its_evidence(client: Client, desk: GoldDesk) -> None:
    timeline = client.json("/api/timeline/p-raqqa")
    assert [span["from"] for span in timeline["spans"]] == ["2014-01-01", "2017-06-06", "2017-06-29"]
    for span in timeline["spans"]:
        assert span["evidence"]
        for one in span["evidence"]:
            text = desk.full.reports[one["source"]["id"]].document.text
            assert text[one["quote"]["start"] : one["quote"]["end"]] == one["quote"]["text"]
    assert {one["kind"] for span in timeline["spans"] for one in span["evidence"]} == {"event", "statement"}


def test_a_document_gives_its_text_zones_and_marks(client: Client) -> None:
    shown = client.json("/api/documents/j17-14")
    text = shown["text"]
    assert "".join(text[zone["start"] : zone["end"]] for zone in shown["zones"]) == text
    assert {"headline", "repeated_headline", "news"} <= {zone["kind"] for zone in shown["zones"]}
    triggers = [text[mark["start"] : mark["end"]] for mark in shown["marks"] if mark["role"] == "trigger"]
    assert triggers == [one["trigger"]["text"] for one in sorted(shown["events"], key=lambda e: e["trigger"]["start"])]
    assert {one["id"] for one in shown["same_origin"]} == {"j17-13", "j17-15", "j17-16"}


def test_what_was_known_on_a_day_rests_on_reports_until_then(client: Client) -> None:
    assert client.json("/api/documents", as_known_on="2017-06-10")["total"] < client.json("/api/documents")["total"]
    early = client.json("/api/control", as_known_on="2017-06-10", place="waleed")["control"]
    assert not any("Iraqi border guards" in [holder["name"] for holder in span["holders"]] for span in early)
    assert client.get("/api/documents/j17-30", params={"as_known_on": "2017-06-10"}).status_code == 404


def test_coverage_spans_the_news_not_the_background(client: Client) -> None:
    shown = client.json("/api/coverage")
    assert (shown["first"], shown["last"]) == ("2017-06-01", "2017-06-30")
    assert shown["languages"] == {"id": 22, "en": 8}
    assert shown["holders"][0]["name"] == "Islamic State"
    days = [day["day"] for day in shown["days"]]
    assert days == sorted(days)
    assert sum(day["documents"] for day in shown["days"]) == 30


def test_geojson_has_longitude_first(client: Client) -> None:
    layer = client.json("/api/control.geojson", as_of="2017-06-20", place="p-raqqa")
    assert layer["type"] == "FeatureCollection"
    assert "GeoNames" in layer["attribution"]
    assert layer["features"][0]["geometry"] == {"type": "Point", "coordinates": [39.0094, 35.9503]}
    incidents = client.json("/api/incidents.geojson", limit=5000)
    assert len(incidents["features"]) + incidents["unplaced"] == 179
    assert incidents["attribution"] == layer["attribution"]


@pytest.mark.parametrize(
    ("path", "status", "code", "field"),
    [
        ("/api/incidents/none", 404, "not_found", "incident"),
        ("/api/documents/none", 404, "not_found", "document"),
        ("/api/timeline/none", 404, "not_found", "place"),
        ("/api/none", 404, "not_found", None),
        ("/api/incidents?plaze=Raqqa", 422, "unknown_parameter", "plaze"),
        ("/api/incidents?from=17-06-2017", 422, "invalid_parameter", "from"),
        ("/api/incidents?type=war", 422, "invalid_parameter", "type"),
        ("/api/incidents?bbox=1,2", 422, "invalid_parameter", "bbox"),
        ("/api/incidents?bbox=1,60,2,50", 422, "invalid_parameter", "bbox"),
        ("/api/incidents?limit=999999", 422, "invalid_parameter", "limit"),
        ("/api/control?as_of=yesterday", 422, "invalid_parameter", "as_of"),
    ],
)
def test_every_error_has_the_one_shape(client: Client, path: str, status: int, code: str, field: str | None) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    error = answer.json()["error"]
    assert set(error) == {"code", "message", "field"}
    assert (error["code"], error["field"]) == (code, field)
    assert error["message"]


def test_an_unforeseen_failure_has_the_shape_too_and_tells_nothing_inside() -> None:
    class Broken(GoldDesk):
        def recorded_days(self) -> Any:
            raise RuntimeError("secret inside")

    answer = Client(create_app(Broken())).get("/api/coverage")
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal"
    assert "secret" not in answer.text


def test_requests_for_other_hosts_are_refused(desk: GoldDesk) -> None:
    assert Client(create_app(desk), "evil.example").get("/api/coverage").status_code == 400
    assert Client(create_app(desk), "127.0.0.1").get("/api/coverage").status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/coverage", "/static/app/main.js", "/api/none"])
def test_every_answer_forbids_foreign_scripts(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_files_outside_the_page_are_not_served(client: Client) -> None:
    assert client.get("/static/%2e%2e/__init__.py").status_code == 404
    assert client.get("/static/../../api/app.py").status_code == 404
