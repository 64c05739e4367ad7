"""The actor registry: its data are consistent, look-ups explain themselves, names in texts are found."""

from datetime import date

import pytest

from tapal.errors import KnowledgeError, NotFound
from tapal.knowledge.actors import NameType, Registry
from tapal.knowledge.actors import load as loading
from tapal.knowledge.actors.lexicon import load_lexicon
from tapal.knowledge.actors.scan import fold
from tapal.knowledge.codebooks.tables import load_codebooks
from tapal.model.kinds import ActorId, ActorKind
from tapal.model.text import Span


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def found(registry: Registry, text: str, language: str | None = None) -> dict[str, str | None]:
    return {text[n.span.start : n.span.end]: n.actor_id for n in registry.scan(text, language)}


def test_at_least_250_actors_are_written_by_hand(registry: Registry) -> None:
    written = [actor for actor in registry if not actor.generated]
    assert len(written) >= 500
    assert all(actor.source.startswith("public knowledge") for actor in written)


def test_every_actor_has_its_codes(registry: Registry) -> None:
    codes = load_codebooks()
    for actor in registry:
        assert actor.acled_inter in codes.inter_names
        assert actor.plover_sector


def test_wars_of_the_gold_sets_are_covered(registry: Registry) -> None:
    armed = {ActorKind.REBEL, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA, ActorKind.STATE_FORCES}
    at_war = {
        *("SY", "IQ", "PS", "LB", "IL", "IR", "UA", "YE", "SD", "SS", "CD", "MM", "ID", "PH", "AZ"),
        *("AF", "PK", "TH", "KH", "IN", "ML", "NG", "SO", "ET", "LY", "MZ", "HT", "CO", "MX"),
    }
    covered = {code for actor in registry if not actor.generated and actor.kind in armed for code in actor.countries}
    assert at_war <= covered


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("Pasukan Demokratik Suriah maju ke timur.", "Pasukan Demokratik Suriah", "sdf"),
        ("Jet tempur Israel terbang rendah.", "Jet tempur Israel", "forces-il"),
        ("Bentrokan melibatkan pasukan khusus Amerika Serikat.", "pasukan khusus Amerika Serikat", "forces-us"),
        ("Pasukan yang setia kepada Damaskus tiba.", "Pasukan yang setia kepada Damaskus", "forces-sy"),
        ("Menteri Pertahanan Kamboja membantah.", "Menteri Pertahanan Kamboja", "defence-ministry-kh"),
        ("Turkish air force jets took off.", "Turkish air force jets", "air-force-tr"),
        ("Ukraine's 93rd Mechanised Brigade held on.", "Ukraine's 93rd Mechanised Brigade", "forces-ua"),
        ("The defence ministry in Moscow said so.", "defence ministry in Moscow", "defence-ministry-ru"),
        ("Troops loyal to President Bashar al-Assad left.", "Troops loyal to President Bashar al-Assad", "forces-sy"),
        ("Malian soldiers and Wagner Group men came.", "Malian soldiers", "forces-ml"),
        ("Nato and Unicef were told.", "Nato", "nato"),
        ("Kelompok itu menyerang diSuriah.", "Suriah", "state-sy"),
    ],
)
def test_names_and_nationality_patterns(registry: Registry, text: str, phrase: str, actor: str) -> None:
    assert found(registry, text)[phrase] == actor


def test_civilians_of_a_country_are_nobodys_forces(registry: Registry) -> None:
    (name,) = registry.scan("Israeli civilians fled.")
    assert (name.actor_id, name.kind, name.type) == (None, ActorKind.CIVILIANS, NameType.PATTERN)


def test_case_and_word_borders_decide(registry: Registry) -> None:
    assert found(registry, "Dia as the leader is fine, thus jordan almonds and turkey.", "en") == {}
    assert found(registry, "IS dan AS bertempur.", "id") == {"IS": "islamic-state", "AS": "state-us"}
    assert "AS" not in found(registry, "AS SEEN BY MANY", "en")


def test_backers_are_marked(registry: Registry) -> None:
    names = registry.scan("Iran-backed fighters met milisi dukungan Turki and pro-Russia men.")
    assert [(n.actor_id, n.backer) for n in names] == [("state-ir", True), ("state-tr", True), ("state-ru", True)]


def test_ambiguous_abbreviation_follows_the_article(registry: Registry) -> None:
    congo = registry.scan("The ADF attacked Beni in DR Congo; the ADF is feared.", "en")
    assert {n.actor_id for n in congo if n.form == "ADF"} == {"adf"}
    somalia = registry.scan("In Somalia the SNA, Somali National Army, fought.", "en")
    assert {n.actor_id for n in somalia if n.form == "SNA"} == {"forces-so"}
    nowhere = registry.scan("The SNA advanced.", "en")
    assert [n.actor_id for n in nowhere] == [None]


def test_weak_names_need_support(registry: Registry) -> None:
    assert found(registry, "The Observatory opened its dome to students.") == {}
    assert found(registry, "In Syria the Observatory counted 12 dead.")["Observatory"] == "sohr"


def test_spans_are_in_order_and_apart(registry: Registry) -> None:
    text = "Kelompok ISIS, pasukan Irak, SDF, AS dan Rusia; tentara Turki dan Houthi. " * 3
    spans = [n.span for n in registry.scan(text)]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    assert all(isinstance(span, Span) and span.end <= len(text) for span in spans)


def test_folding_keeps_every_offset() -> None:
    text = "İstanbul’da –\u00a0Ẓ"
    assert len(fold(text)) == len(text)


def test_find_gives_reasons(registry: Registry) -> None:
    (best, *_) = registry.find("SDF")
    assert best.actor.id == "sdf"
    assert "acronym" in best.reasons[0]
    assert registry.find("tentara Burkina Faso")[0].actor.id == "forces-bf"
    assert registry.find("Hezbolah")[0].actor.id == "hezbollah"
    assert registry.find("zzzzqq") == ()
    assert registry.find("  ") == ()


def test_own_name_finds_the_actor(registry: Registry) -> None:
    for actor in registry:
        if not actor.generated and "(" not in actor.name:
            assert actor.id in {c.actor.id for c in registry.find(actor.name)}, actor.id


def test_lineage_side_and_relation(registry: Registry) -> None:
    assert registry.lineage(ActorId("irgc")) == ("irgc", "forces-ir", "state-ir")
    assert registry.side(ActorId("radwan")) == "hezbollah"
    assert registry.related(ActorId("state-sy"), ActorId("air-force-sy"))
    assert not registry.related(ActorId("air-force-sy"), ActorId("navy-sy"))


def test_alliances_are_dated(registry: Registry) -> None:
    sdf, us = ActorId("sdf"), ActorId("state-us")
    assert registry.allied(us, sdf)
    assert registry.allied(sdf, us, date(2017, 6, 6))
    assert not registry.allied(sdf, us, date(2013, 1, 1))


def test_unknown_id_says_what_to_do(registry: Registry) -> None:
    with pytest.raises(NotFound, match="actors find"):
        registry.get(ActorId("nobody"))


def test_ids_and_forms_are_clean(registry: Registry) -> None:
    for actor in registry:
        for alias in actor.aliases:
            assert alias.text == alias.text.strip()
            if alias.language == "ar":
                assert any("\u0600" <= c <= "\u06ff" for c in alias.text), alias.text


def test_wrong_entries_are_named() -> None:
    codes = load_codebooks()
    entry: dict[str, object] = {"id": "x", "name": "X", "kind": "rebels"}
    with pytest.raises(KnowledgeError, match=r"a\.toml, x: unknown kind 'rebels'"):
        loading._actor(entry, "s", "a.toml, x", codes)
    entry = {"id": "x", "name": "X", "kind": "rebel", "member_of": [{"id": "y", "from": "sometime"}]}
    with pytest.raises(KnowledgeError, match="'sometime' is no date"):
        loading._actor(entry, "s", "a.toml, x", codes)


def test_parts_of_a_date_are_whole_periods() -> None:
    assert loading._bound("2016-02", last=True, where="") == date(2016, 2, 29)
    assert loading._bound("2016", last=True, where="") == date(2016, 12, 31)
    assert loading._bound("2016-12", last=True, where="") == date(2016, 12, 31)
    assert loading._bound("2016", last=False, where="") == date(2016, 1, 1)


def test_every_branch_of_a_description_exists(registry: Registry) -> None:
    for heads in load_lexicon().heads.values():
        for description in heads.values():
            if description.branch is not None:
                assert registry.branch(description.branch, "SY") is not None, description.key
