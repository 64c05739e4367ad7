"""Who actor phrases mean: abbreviations, the story's setting, references back, people who are no side."""

import pytest

from tapal.knowledge.actors import Registry
from tapal.mentions.actors import ActorContext, actor_context, identify, identify_all, short_forms, sure_spans
from tapal.model.kinds import ActorKind

SYRIA = (
    "Pasukan pemerintah dan milisi sekutunya menembaki Homs di Suriah. Pasukan Demokratik Suriah (SDF) dukungan AS "
    "bertempur dengan kelompok ISIS di timur. Koalisi pimpinan AS mengirim pesawat. Pemberontak bertahan di Idlib."
)
CONGO = (
    "GOMA - M23 rebels took a town in DR Congo on Monday, the army said. The group, formally March 23 Movement, is "
    "backed by Rwanda. UN peacekeepers stayed in their base."
)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


@pytest.fixture(scope="module")
def syria(registry: Registry) -> ActorContext:
    return actor_context(SYRIA, "id", registry, ["SY"])


@pytest.fixture(scope="module")
def congo(registry: Registry) -> ActorContext:
    return actor_context(CONGO, "en", registry)


@pytest.mark.parametrize(
    ("phrase", "actor", "kind"),
    [
        ("pasukan pemerintah", "forces-sy", ActorKind.STATE_FORCES),
        ("Pasukan Irak", "forces-iq", ActorKind.STATE_FORCES),
        ("pejuang SDF", "sdf", ActorKind.REBEL),
        ("sedikitnya 33 anggota ISIS", "islamic-state", ActorKind.REBEL),
        ("kelompok ekstremis itu", "islamic-state", ActorKind.REBEL),
        ("koalisi", "cjtf-oir", ActorKind.COALITION),
        ("pesawat tempur koalisi", "cjtf-oir", ActorKind.COALITION),
        ("pejuang yang didukung AS", "sdf", ActorKind.REBEL),
        ("milisi sekutunya", "progov-militia-sy", ActorKind.POLITICAL_MILITIA),
        ("pemberontak", "rebels-sy", ActorKind.REBEL),
        ("117 warga sipil", None, ActorKind.CIVILIANS),
        ("lebih dari 270.000 warga sipil", None, ActorKind.CIVILIANS),
        ("warga Irak", None, ActorKind.CIVILIANS),
        ("orang-orang bersenjata tak dikenal", None, ActorKind.POLITICAL_MILITIA),
        ("pengunjuk rasa", None, ActorKind.PROTESTERS),
        ("sebuah gedung apartemen", None, None),
        ("jetAS", "forces-us", ActorKind.STATE_FORCES),
        ("SejumlahpejuangISIS", "islamic-state", ActorKind.REBEL),
        ("pesawat tempur F/A-18 AS", "forces-us", ActorKind.STATE_FORCES),
        ("kawasan yang dikuasai pemberontak", "rebels-sy", ActorKind.REBEL),
    ],
)
def test_indonesian_phrases(
    registry: Registry, syria: ActorContext, phrase: str, actor: str | None, kind: ActorKind | None
) -> None:
    assert identify(phrase, syria, registry)[:2] == (actor, kind)


@pytest.mark.parametrize(
    ("phrase", "actor", "kind"),
    [
        ("the army", "forces-cd", ActorKind.STATE_FORCES),
        ("the group", "m23", ActorKind.REBEL),
        ("The rebels", "m23", ActorKind.REBEL),
        ("fighters backed by Rwanda", "m23", ActorKind.REBEL),
        ("U.S.-led coalition warplanes", "cjtf-oir", ActorKind.COALITION),
        ("Ugandan peacekeepers", "forces-ug", ActorKind.STATE_FORCES),
        ("hundreds of soldiers", "forces-cd", ActorKind.STATE_FORCES),
        ("about 20,000 people", None, ActorKind.CIVILIANS),
        ("hostages held by M23", None, ActorKind.CIVILIANS),
        ("gunmen", None, ActorKind.POLITICAL_MILITIA),
        ("foreign mercenaries from Iraq", None, ActorKind.POLITICAL_MILITIA),
        ("a bridge", None, None),
    ],
)
def test_english_phrases(
    registry: Registry, congo: ActorContext, phrase: str, actor: str | None, kind: ActorKind | None
) -> None:
    assert identify(phrase, congo, registry)[:2] == (actor, kind)


def test_rebels_beside_kurdish_or_jihadist_groups_are_not_these(registry: Registry) -> None:
    text = "Rebels and Syrian Democratic Forces fought Islamic State in Syria. Ahrar al-Sham and Jaish al-Islam left."
    context = actor_context(text, "en", registry, ["SY"])
    assert identify("the rebels", context, registry)[0] == "rebels-sy"


def test_rebels_without_a_setting_stay_without_an_id(registry: Registry) -> None:
    nowhere = actor_context("Pemberontak menyerang.", "id", registry)
    assert identify("pemberontak", nowhere, registry)[:2] == (None, ActorKind.REBEL)


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("Pasukan pro-pemerintah maju di Hama, Suriah. Sebuah konvoi ditembaki.", "konvoi milisi", "progov-militia-sy"),
        ("Pro-government militias advanced near Hama in Syria.", "militiamen", "progov-militia-sy"),
        ("Government forces advanced near Hama in Syria.", "militiamen", None),
        ("Pro-government militias and the Badr Organization advanced near Hama in Syria.", "militias", "badr"),
        ("Pasukan pemerintah maju di Hama, Suriah.", "Sebuah ruang operasi sekutu Damaskus", "progov-militia-sy"),
        ("Pasukan pemerintah maju di Kordofan, Sudan.", "komando sekutu Khartoum", "progov-militia-sd"),
        ("Islamic State attacked a post in Iraq.", "three explosives-laden vehicles", "islamic-state"),
        ("Gunmen attacked a post in Iraq.", "three explosives-laden vehicles", None),
    ],
)
def test_short_descriptions_need_support_in_the_article(
    registry: Registry, text: str, phrase: str, actor: str | None
) -> None:
    language = "id" if "maju" in text else "en"
    assert identify(phrase, actor_context(text, language, registry), registry)[0] == actor


def test_abbreviations_of_the_article_are_bound(registry: Registry) -> None:
    text = "Tentara Pembebasan Nasional Papua Barat (TPN) maju. TPN mengaku. Brigade al-Quds (disingkat BAQ) diam."
    context = actor_context(text, "id", registry)
    assert context.bound["TPN"] == "tpnpb"
    assert context.bound["BAQ"] == "al-quds-brigades"
    assert identify("anggota TPN", context, registry)[0] == "tpnpb"
    assert sum(name.actor_id == "tpnpb" for name in context.names) == 3


def test_sides_joined_by_and(registry: Registry, syria: ActorContext, congo: ActorContext) -> None:
    assert [i for i, _, _ in identify_all("tentara Turki dan Rusia", syria, registry)] == ["forces-tr", "forces-ru"]
    both = identify_all("Ethiopian and Eritrean troops", congo, registry)
    assert [i for i, _, _ in both] == ["forces-et", "forces-er"]


def test_references_go_to_the_nearest_name_before(registry: Registry) -> None:
    text = "Boko Haram attacked in Nigeria. The group left. Later ISWAP came to Nigeria. The group stayed."
    context = actor_context(text, "en", registry)
    assert identify("The group", context, registry, text.index("The group left"))[0] == "boko-haram"
    assert identify("The group", context, registry, text.index("The group stayed"))[0] == "iswap"


def test_short_forms(registry: Registry, syria: ActorContext) -> None:
    forms = short_forms(syria, registry)
    assert forms["koalisi"] == "cjtf-oir"
    assert forms["aliansi"] == "sdf"
    assert forms["pasukan pemerintah"] == "forces-sy"
    assert "orang bersenjata" not in forms


def test_country_names_do_not_block_places(registry: Registry) -> None:
    text = "Pasukan Suriah bergerak di Suriah timur dekat Damaskus."
    context = actor_context(text, "id", registry)
    assert [text[s.start : s.end] for s in sure_spans(context)] == ["Pasukan Suriah"]


def test_datelines_do_not_set_the_story(registry: Registry) -> None:
    context = actor_context("BEIRUT - Fighting went on in Syria, and again in Syria.", "en", registry)
    assert context.countries[0] == "SY"
