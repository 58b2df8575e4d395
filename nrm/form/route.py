"""Which pages and questions stand on the route for the answers given so far. [Rule N7; procedure 4.3]"""

from collections.abc import Mapping

from nrm.form.definition import AGE, CONSENT, Field, Page, Section, fields, pages, sections, typed_pages

Answers = Mapping[str, str]


def is_asked(field: Field, answers: Answers) -> bool:
    """Whether the form asks this for these answers: its conditions hold, and what they look at is itself asked."""
    return all(
        condition.holds(answers) and is_asked(fields()[condition.field], answers) for condition in field.shown_when
    )


def asked(answers: Answers) -> list[Field]:
    """Every question on the route, in the form's order."""
    return [field for field in fields().values() if is_asked(field, answers)]


def asked_on(page: Page, answers: Answers) -> list[Field]:
    """The questions of one page that are asked."""
    return [field for field in page.fields if is_asked(field, answers)]


def is_on_route(page: Page, answers: Answers) -> bool:
    """Whether the page is shown. A page asks its question at once, or its first question opens the others."""
    return bool(asked_on(page, answers))


def typed_route(answers: Answers) -> list[Page]:
    """The pages on which something is written, as they follow each other for these answers."""
    return [page for page in typed_pages().values() if is_on_route(page, answers)]


def following(page: Page, answers: Answers) -> Page | None:
    """The next page on the route; None where only the check is left."""
    order = list(pages())
    later = order[order.index(page) + 1 :]
    return next((after for after in typed_route(answers) if after in later), None)


def section_of(page: Page) -> Section:
    """The heading under which a page stands."""
    return next(section for section in sections() if page in section.pages)


def kept_aside(answers: Answers) -> dict[str, str]:
    """Answers that are kept and not sent, because the route does not ask for them now."""
    return {name: value for name, value in answers.items() if value.strip() and not is_asked(fields()[name], answers)}


def leaves_child_path(answers: Answers) -> bool:
    """Whether the age answer ends the child path. Not sure is treated as under 18. [Rule C1; procedure 2]"""
    return answers.get(AGE, "").strip() == "no"


def sent(answers: Answers) -> dict[str, str]:
    """What the form carries: given answers on the route, trimmed, with the consent that a child is never asked for.

    [Rule N2; procedure 4.3]
    """
    whole = {**answers, CONSENT: "yes"}
    return {field.name: whole[field.name].strip() for field in asked(whole) if whole.get(field.name, "").strip()}
