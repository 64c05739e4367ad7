"""A web page to the fields of a report: title, main text, day, outlet, address."""

from tapal.intake.issue import Problem, RefusedError

# What is left of a page without an article is a menu entry or a button; a report is longer than this.
SHORTEST = 40


def read_html(page: str) -> dict[str, object]:
    """The fields title, text, published, language, outlet and url that a news page gives.

    Fields that the page does not give are left out. Raises RefusedError when it has no main text.
    """
    from trafilatura import bare_extraction

    found = bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATES
    )
    # A dict comes back only from the deprecated `as_dict`.
    if found is None or isinstance(found, dict) or len((found.text or "").strip()) < SHORTEST:
        raise RefusedError(Problem.EMPTY, "the page has no main text (only menus, scripts or a notice?)")
    given = {
        "text": found.text,
        "title": found.title,
        "published": found.date,
        "outlet": found.sitename,
        "url": found.url,
    }
    return {name: value for name, value in given.items() if value}


# Only dates that the page states for itself (metadata, time elements): the wider search of htmldate takes
# any day of the footer, and a wrong day of publication moves every "Saturday" of the report.
_DATES: dict[str, object] = {"original_date": True, "extensive_search": False}
