"""Whose figure stands, who denies what, what is old and what is another strike: reports of the river war."""

import pytest
from riverwar import Report, report, strike

from tapal.incidents import merge_reports
from tapal.model.incident import Incident
from tapal.model.kinds import Novelty, Status

FIRST = (
    "Pesawat Pasukan Utara membom gudang beras Lembang pada Selasa. Brigade Sungai menyebut 12 penjaga tewas. Asap "
    "terlihat sampai ke seberang danau sepanjang sore."
)
LATER = (
    "Brigade Sungai kini menghitung 15 tewas akibat bom di gudang beras Lembang. Tiga penjaga ditemukan di bawah atap "
    "yang ambruk, dan keluarga mereka meminta jenazah segera dibawa pulang."
)
OTHER = (
    "Wali kota Lembang mengatakan bom di gudang beras itu membunuh delapan penjaga. Ia meminta warga tenang dan tidak "
    "mendekati reruntuhan sebelum penjinak bom datang."
)


def told(doc: str, day: str, text: str, quote: str, killed: int | None, **more: object) -> Report:
    named = {"actors": ["Pasukan Utara"] if "Pasukan Utara" in text else []}
    return report(doc, day, text, [strike(quote, "2024-03-05", killed, **(named | more))])


def first() -> Report:
    return told("a", "2024-03-05", FIRST, "membom gudang beras Lembang", 12, attribution="Brigade Sungai")


def later() -> Report:
    return told("b", "2024-03-07", LATER, "bom di gudang beras Lembang", 15, attribution="Brigade Sungai")


def other() -> Report:
    return told("c", "2024-03-06", OTHER, "bom di gudang beras itu membunuh", 8)


def one(*reports: Report) -> Incident:
    found = merge_reports(reports).incidents
    assert len(found) == 1, [incident.members for incident in found]
    return found[0]


def killed(incident: Incident) -> tuple[int | None, int | None, int | None]:
    assert incident.killed is not None
    return incident.killed.low, incident.killed.best, incident.killed.high


def test_a_claimant_who_counts_again_replaces_the_own_figure_and_no_other():
    incident = one(first(), later(), other())
    assert killed(incident) == (8, 15, 15)
    assert incident.disputed
    assert {c.value: (c.claimant, c.replaced_by) for c in incident.claims if c.field == "killed"} == {
        "12": ("Brigade Sungai", "b#e1"), "8": (None, None), "15": ("Brigade Sungai", None),
    }  # fmt: skip


def test_a_running_toll_is_one_happening_with_one_toll():
    incident = one(first(), later())
    assert killed(incident) == (15, 15, 15)
    assert not incident.disputed
    assert incident.members == ("a#e1", "b#e1")


def test_two_known_claimants_in_copies_of_one_report_do_not_correct_each_other():
    copy = FIRST.replace("Brigade Sungai menyebut 12", "Pasukan Utara menyebut 3")
    second = told("b", "2024-03-06", copy, "membom gudang beras Lembang", 3, attribution="Pasukan Utara")
    incident = one(first(), second)
    assert incident.origins == ("a",)
    assert killed(incident) == (3, 3, 12)


@pytest.mark.parametrize(
    ("denier", "status", "deniers"),
    [("Pasukan Utara", Status.HAPPENED, ["north"]), ("Brigade Sungai", Status.DENIED, [])],
)
def test_a_denial_by_the_other_side_disputes_and_one_by_the_claimant_takes_back(
    denier: str, status: Status, deniers: list[str]
):
    text = f"{denier} membantah bahwa gudang beras Lembang dibom pada Selasa."
    denial = told("d", "2024-03-08", text, "gudang beras Lembang dibom", None, attribution=denier, status="denied")
    incident = one(first(), denial)
    assert incident.status is status
    assert [name.actor_id for name in incident.denied_by] == deniers
    replaced = {c.event_id: c.replaced_by for c in incident.claims if c.field == "status"}
    assert replaced == {"a#e1": "d#e1" if status is Status.DENIED else None, "d#e1": None}


# ---------------------------------------------------------------- background


def background(day: str = "2024-05-20") -> Report:
    text = (
        "Jembatan ponton dibuka lagi. Gudang beras Lembang yang dibom Pasukan Utara pada 5 Maret dan menewaskan "
        "12 orang kini menjadi lapangan."
    )
    return told("z", day, text, "Gudang beras Lembang yang dibom Pasukan Utara", 12, novelty="background")


def test_a_background_mention_goes_to_the_old_incident():
    incident = one(first(), background())
    assert incident.members == ("a#e1", "z#e1")
    assert incident.novelty is Novelty.NEW


def test_a_background_mention_of_what_nobody_reported_makes_its_incident():
    incident = one(background())
    assert incident.novelty is Novelty.BACKGROUND


# ---------------------------------------------------------------- two strikes on one day


def incidents(*reports: Report) -> list[tuple[str, ...]]:
    return sorted(incident.members for incident in merge_reports(reports).incidents)


@pytest.mark.parametrize(
    ("first_quote", "second_quote", "word", "other_word"),
    [
        ("Bom Selasa pagi menewaskan 4 orang di Lembang", "Lembang dibom Selasa malam, 6 tewas", "malam", "pagi"),
        ("A bomb hit a school in Lembang, killing 4", "Six die as jet bombs Lembang mosque", "mosque", "school"),
    ],
)  # fmt: skip
def test_two_strikes_of_one_day_are_told_apart_by_their_hour_or_by_what_was_struck(
    first_quote: str, second_quote: str, word: str, other_word: str
):
    one_strike = told("a", "2024-03-06", f"{first_quote}.", first_quote, 4)
    two = told("b", "2024-03-06", f"{second_quote}.", second_quote, 6)
    alike = second_quote.replace(word, other_word)
    same = told("b", "2024-03-06", f"{alike}.", alike, 6)
    assert incidents(one_strike, two) == [("a#e1",), ("b#e1",)]
    assert incidents(one_strike, same) == [("a#e1", "b#e1")]


def test_a_report_that_tells_both_strikes_keeps_them_apart_for_the_others():
    both = report(
        "a", "2024-03-06",
        "Pasukan Utara membom Lembang dan menewaskan 4 orang. Lalu bom kedua menghantam kota dan membunuh 30 orang.",
        [strike("membom Lembang dan menewaskan 4 orang", "2024-03-05", 4),
         strike("bom kedua menghantam kota dan membunuh 30 orang", "2024-03-05", 30, places=["Lembang"])],
    )  # fmt: skip
    single = told(
        "b",
        "2024-03-06",
        "Serangan ke Lembang membunuh 30 orang, kata dewan kota.",
        "Serangan ke Lembang membunuh 30 orang",
        30,
    )
    assert incidents(both, single) == [("a#e1",), ("a#e2", "b#e1")]
