"""Reports of one happening merged, from our own small corpus about an invented river war."""

import random
from datetime import date, timedelta

import pytest
from riverwar import Report, report, strike

from tapal.incidents import Merged, merge_reports
from tapal.incidents.blocks import pairs
from tapal.incidents.compare import compare
from tapal.incidents.origins import find_origins
from tapal.incidents.sides import Strangers
from tapal.incidents.told import tell
from tapal.model.incident import Incident
from tapal.model.kinds import EventType, Status

ORIGINAL = (
    "Pasukan Utara mengebom pasar ikan di Lembang pada Selasa pagi, kata petugas rumah sakit setempat. "
    "Sedikitnya 14 orang tewas dan puluhan toko hangus terbakar. Para pedagang sedang membuka kios ketika dua "
    "pesawat datang dari arah pegunungan. Seorang nelayan mengatakan ia berlari ke dermaga begitu mendengar "
    "ledakan pertama. Rumah sakit kota kehabisan darah dan meminta bantuan dari Tanjung."
)
COPY = ORIGINAL.replace("kata petugas rumah sakit setempat", "menurut petugas rumah sakit").replace("hangus ", "")
SHORT = (
    "Pasukan Utara mengebom pasar ikan di Lembang pada Selasa pagi, kata petugas rumah sakit setempat. "
    "Sedikitnya 14 orang tewas dan puluhan toko hangus terbakar. Para pedagang sedang membuka kios."
)
OTHER = (
    "Serangan jet Pasukan Utara atas pasar ikan Lembang menewaskan 17 orang, ujar dewan kota pada Rabu. Dewan itu "
    "menuntut penyelidikan atas kejadian hari Selasa tersebut dan menyebut tidak ada sasaran militer di sana."
)


def strikes() -> list[Report]:
    return [
        report(
            "a",
            "2024-03-05",
            ORIGINAL,
            [strike("mengebom pasar ikan di Lembang", "2024-03-05", 14, actors=["Pasukan Utara"])],
        ),
        report(
            "b",
            "2024-03-06",
            COPY,
            [strike("mengebom pasar ikan di Lembang", "2024-03-05", 14, actors=["Pasukan Utara"])],
        ),
        report(
            "c",
            "2024-03-06",
            SHORT,
            [strike("mengebom pasar ikan di Lembang", "2024-03-05", 14, actors=["Pasukan Utara"])],
        ),
        report("d", "2024-03-06", OTHER, [strike("atas pasar ikan Lembang menewaskan 17 orang", "2024-03-05", 17)]),
    ]


def one(merged: Merged) -> Incident:
    assert len(merged.incidents) == 1, [incident.members for incident in merged.incidents]
    return merged.incidents[0]


def test_copies_are_one_origin_and_the_independent_report_is_another():
    merged = merge_reports(strikes())
    assert sorted(sorted(origin.docs) for origin in merged.origins) == [["a", "b", "c"], ["d"]]
    assert set(one(merged).origins) == {"a", "d"}


def test_differing_tolls_become_a_range_with_their_claimants():
    incident = one(merge_reports(strikes()))
    assert incident.killed is not None
    assert (incident.killed.low, incident.killed.high) == (14, 17)
    assert incident.killed.best in (14, 17)
    assert incident.disputed
    assert {claim.value for claim in incident.claims if claim.field == "killed"} == {"14", "17"}


def test_order_of_arrival_does_not_matter():
    reports = strikes() + [
        report(
            "e",
            "2024-03-09",
            "Pasukan Utara mengebom Tanjung lagi.",
            [strike("mengebom Tanjung", "2024-03-08", 3, "Tanjung")],
        ),
    ]
    expected = merge_reports(reports)
    for seed in range(6):
        random.Random(seed).shuffle(reports)
        assert merge_reports(reports) == expected


def test_two_strikes_on_one_town_on_one_day_with_different_tolls_stay_two():
    first = report(
        "a",
        "2024-03-05",
        "Sebuah jet menghantam Lembang dan menewaskan 40 orang di terminal bus.",
        [strike("menghantam Lembang dan menewaskan 40 orang di terminal bus", "2024-03-05", 40, actors=[])],
    )
    second = report(
        "b",
        "2024-03-05",
        "Bom malam hari di Lembang membunuh tiga petani di tepi sawah.",
        [strike("Bom malam hari di Lembang membunuh tiga petani", "2024-03-05", 3, actors=[])],
    )
    assert len(merge_reports([first, second]).incidents) == 2


def test_a_denial_is_linked_to_what_it_denies():
    claim = report(
        "a",
        "2024-03-05",
        "Brigade Sungai merebut Lembang dari Pasukan Utara.",
        [
            {
                "type": "capture",
                "quote": "Brigade Sungai merebut Lembang dari Pasukan Utara",
                "trigger": "merebut",
                "actors": ["Brigade Sungai"],
                "targets": ["Pasukan Utara"],
                "places": ["Lembang"],
                "date_start": "2024-03-05",
                "date_end": "2024-03-05",
            }
        ],
    )
    denial = report(
        "b",
        "2024-03-06",
        "Pasukan Utara membantah Brigade Sungai merebut Lembang.",
        [
            {
                "type": "capture",
                "quote": "Brigade Sungai merebut Lembang",
                "trigger": "merebut",
                "status": "denied",
                "actors": ["Brigade Sungai"],
                "places": ["Lembang"],
                "attribution": "Pasukan Utara",
                "date_start": "2024-03-05",
                "date_end": "2024-03-05",
            }
        ],
    )
    incident = one(merge_reports([claim, denial]))
    assert incident.status is Status.HAPPENED
    assert incident.disputed
    assert [name.actor_id for name in incident.denied_by] == ["north"]


def test_planned_by_one_report_and_done_in_the_next_is_done():
    plan = report(
        "a",
        "2024-03-04",
        "Brigade Sungai akan menyerbu Lembang.",
        [
            {
                "type": "clash",
                "quote": "Brigade Sungai akan menyerbu Lembang",
                "trigger": "menyerbu",
                "status": "planned",
                "actors": ["Brigade Sungai"],
                "places": ["Lembang"],
                "date_start": "2024-03-05",
                "date_end": "2024-03-06",
            }
        ],
    )
    done = report(
        "b",
        "2024-03-06",
        "Brigade Sungai menyerbu Lembang.",
        [
            {
                "type": "clash",
                "quote": "Brigade Sungai menyerbu Lembang",
                "trigger": "menyerbu",
                "actors": ["Brigade Sungai"],
                "places": ["Lembang"],
                "date_start": "2024-03-05",
                "date_end": "2024-03-05",
            }
        ],
    )
    incident = one(merge_reports([plan, done]))
    assert incident.status is Status.HAPPENED
    assert incident.when.start == incident.when.end == date(2024, 3, 5)


def test_a_later_report_of_the_same_origin_gives_the_best_figure_and_keeps_the_earlier_one():
    first = report("a", "2024-03-05", ORIGINAL, [strike("mengebom pasar ikan di Lembang", "2024-03-05", 14)])
    later = report(
        "b",
        "2024-03-07",
        ORIGINAL.replace("14 orang", "19 orang"),
        [strike("mengebom pasar ikan di Lembang", "2024-03-05", 19)],
    )
    incident = one(merge_reports([later, first]))
    assert incident.killed is not None
    assert (incident.killed.low, incident.killed.best, incident.killed.high) == (19, 19, 19)
    assert [(c.value, c.replaced_by) for c in incident.claims if c.field == "killed"] == [("14", "b#e1"), ("19", None)]
    assert incident.origins == ("a",)
    assert not incident.disputed


def test_calls_for_a_truce_by_different_speakers_are_different_demands():
    calls = [
        report(
            doc,
            day,
            text,
            [{"type": "ceasefire", "quote": text, "trigger": "jeda", "status": "demanded", "places": ["Lembang"]}],
        )
        for doc, day, text in [
            ("a", "2024-03-05", "Palang merah meminta jeda di Lembang"),
            ("b", "2024-03-25", "Para uskup menyerukan jeda tempur selama tiga hari di Lembang"),
        ]
    ]
    assert len(merge_reports(calls).incidents) == 2


def test_no_pair_that_would_match_is_lost_by_blocking():
    reports = strikes() + [
        report(
            "f",
            "2024-03-08",
            "Sungai: pasar di Pasar Lama kembali dibom Pasukan Utara.",
            [strike("dibom Pasukan Utara", "2024-03-05", 14, "Pasar Lama")],
        ),
    ]
    origins = {doc: origin.id for origin in find_origins([d for d, _ in reports]) for doc in origin.docs}
    tellings = tell(reports, origins, Strangers(), None)
    blocked = set(pairs(tellings))
    for i, first in enumerate(tellings):
        for j in range(i + 1, len(tellings)):
            if compare(first, tellings[j], Strangers()).score > 0:
                assert (i, j) in blocked


def test_every_event_is_in_exactly_one_incident_and_every_merge_has_its_reasons():
    merged = merge_reports(strikes())
    members = [event for incident in merged.incidents for event in incident.members]
    assert sorted(members) == ["a#e1", "b#e1", "c#e1", "d#e1"]
    assert any("toll" in reason and "place" in reason for reason in one(merged).reasons)


@pytest.mark.parametrize("days", [0, 1, 400])
def test_the_same_words_long_after_are_no_copy(days: int):
    first = report("a", "2024-03-05", ORIGINAL, [])
    later = (date(2024, 3, 5) + timedelta(days=days)).isoformat()
    second = report("b", later, ORIGINAL, [])
    assert len(find_origins([first[0], second[0]])) == (2 if days > 7 else 1)


def test_event_types_survive_merging():
    assert one(merge_reports(strikes())).type is EventType.AIR_STRIKE
