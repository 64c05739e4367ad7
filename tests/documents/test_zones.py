"""Zones: what a page puts around a report is set apart, kept and marked."""

from hypothesis import given
from hypothesis import strategies as st

from tapal.documents import make_document
from tapal.documents.reading import agency_of, normal
from tapal.model.kinds import DocId, SentenceKind
from tapal.model.text import Document, RawReport

K = SentenceKind
BODY = "Pasukan pemerintah merebut kota kecil itu pada Sabtu, kata seorang perwira di lapangan."


def document(text: str, title: str | None = None, language: str = "id") -> Document:
    return make_document(RawReport(DocId("d"), text, title, None, language))


def kinds(doc: Document) -> dict[str, SentenceKind]:
    return {doc.quote(zone.span).strip(): zone.kind for zone in doc.zones}


def test_a_headline_that_is_doubled_is_read_once() -> None:
    title = "Tentara Rebut Kota di Perbatasan"
    found = kinds(document(f"{title}\n\n{title}\n\n{BODY}"))
    assert list(found.values()).count(K.HEADLINE) + list(found.values()).count(K.REPEATED_HEADLINE) >= 1
    zones = document(f"{title}\n\n{title}\n\n{BODY}").zones
    assert [z.kind for z in zones] == [K.HEADLINE, K.REPEATED_HEADLINE, K.NEWS]


def test_a_title_given_apart_makes_the_first_line_a_repeat() -> None:
    zones = document(f"Tentara Rebut Kota di Perbatasan\n\n{BODY}", "Tentara Rebut Kota di Perbatasan").zones
    assert [z.kind for z in zones] == [K.HEADLINE, K.REPEATED_HEADLINE, K.NEWS]


def test_page_furniture_is_told_from_news() -> None:
    lines = {
        "Baca juga: Lima Hal tentang Gencatan Senjata": K.LINK,
        "Read more: What we know about the truce": K.LINK,
        "ADVERTISEMENT": K.LINK,
        "Editor: Redaksi Malam": K.BYLINE,
        "Reporting by staff in two cities; editing by the night desk": K.BYLINE,
        "Foto: warga mengantre air di kamp (Dok. Istimewa)": K.CAPTION,
        "agen togel gacor 88": K.SPAM,
        "____": K.BOILERPLATE,
    }
    found = kinds(document("\n\n".join([BODY, *lines])))
    assert {line: found[line] for line in lines} == lines
    assert found[BODY] is K.NEWS


def test_a_long_string_of_gambling_words_is_spam() -> None:
    text = (
        "Slot gacor hari ini, daftar situs judi online maxwin, bonus deposit 100 persen, "
        "serangan jackpot menewaskan lawan."
    )
    assert kinds(document(f"{BODY}\n\n{text}"))[text] is K.SPAM


def test_a_report_about_gambling_is_not_spam() -> None:
    text = (
        "Polisi menangkap tiga orang bersenjata yang menjaga markas judi online di perbatasan "
        "dan menyita dua senapan serbu milik mereka."
    )
    assert kinds(document(f"{BODY}\n\n{text}"))[text] is K.NEWS


def test_datelines_are_no_part_of_the_news() -> None:
    for line in (
        "JAKARTA, KOMPAS.com - ",
        "BEIRUT, June 6 (wire-a) - ",
        "MOSKOW - ",
        "Liputan6.com, Gaza - ",
        "KOMPAS.com -- ",
    ):
        doc = document(line + BODY)
        assert doc.zones[0].kind is K.DATELINE, line
        assert doc.quote(doc.zones[-1].span) == BODY


def test_a_link_inside_a_line_is_cut_out() -> None:
    doc = document(f"{BODY} [Gambas:Video CNN] Warga mulai kembali.")
    assert [z.kind for z in doc.zones] == [K.NEWS, K.LINK, K.NEWS]


def test_bidi_controls_and_zero_width_marks_are_removed() -> None:
    assert normal("Da\u200bra\u202ea\r\nx\u00a0y") == "Daraa\nx\u00a0y"


def test_the_credited_agency_is_found() -> None:
    assert agency_of("Dua roket jatuh di kota itu, dikutip dari Reuters, Senin.") == "Reuters"
    assert agency_of("DAMASCUS (AFP) - Shells fell.") == "AFP"
    assert agency_of("Dua roket jatuh di kota itu.") is None


@given(
    st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=400),
    st.one_of(st.none(), st.text(max_size=40)),
)
def test_zones_cover_the_text_in_order_without_gaps(text: str, title: str | None) -> None:
    doc = document(text, title)
    assert "".join(doc.quote(zone.span) for zone in doc.zones) == doc.text
    assert all(zone.span.start < zone.span.end for zone in doc.zones)
