"""Text that cannot be wrongly decoded is let through as it is; the rest is put right."""

from ftfy import fix_text
from hypothesis import given, settings
from hypothesis import strategies as st

from tapal.intake.encoding import CLEAN, _fixer, repair

PLAIN = "".join(map(chr, range(32, 127))) + "\t\n‘’“”–—…"


@settings(deadline=None)  # the first example loads what is needed
@given(st.text(alphabet=PLAIN, max_size=60))
def test_what_is_let_through_needs_no_repair(text: str) -> None:
    assert repair(text)[0] == fix_text(text, _fixer())


def test_what_needs_repair_is_not_let_through() -> None:
    assert repair("Kotaâ€™s mayor") == ("Kota’s mayor", ("wrongly decoded characters were repaired",))
    assert not CLEAN.fullmatch("Tom &amp; Co")
    assert repair("“Kami mundur” – katanya…") == ("“Kami mundur” – katanya…", ())
