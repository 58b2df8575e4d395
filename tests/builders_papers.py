"""Papers, files and exploitation on a case, through the real actions."""

from datetime import date
from io import BytesIO

from PIL import Image

from tests.builders import somebody
from trafficking_cases.children import exploitation, papers
from trafficking_cases.children.models import Case, Elements, Exploitation, HolderAsked, Paper, StoredFile
from trafficking_cases.people.models import User
from trafficking_cases.web.readings import Read, read


def a_picture(kind: str = "PNG") -> bytes:
    """The smallest picture."""
    out = BytesIO()
    Image.new("RGB", (8, 8), (15, 68, 71)).save(out, kind)
    return out.getvalue()


def a_read_picture() -> Read:
    """The same as it is kept."""
    return read(a_picture())


def a_photograph(case: Case, *, by: User | None = None, taken_on: date = date(2026, 3, 2)) -> StoredFile:
    """A photograph on file."""
    return papers.add_photograph(case, file=a_read_picture(), taken_on=taken_on, by=by or somebody("social.worker"))


def a_paper(case: Case, *, by: User | None = None, copied: bool = False, **said: object) -> Paper:
    """A passport that the child showed, without a copy unless it says so."""
    answers = {
        "kind": "passport",
        "held_by": "child",
        "source": "The child showed it",
        "number": "X0000017",
        "file": a_read_picture() if copied else None,
        "no_copy_because": "" if copied else "The Police hold it and send a copy.",
    }
    return papers.add_paper(case, by=by or somebody("social.worker"), **answers | said)


def a_holder_asked(
    case: Case, *, holder: str = "family", answer: str = "nothing", by: User | None = None
) -> HolderAsked:
    """Somebody who holds nothing."""
    said = "They say that they hold nothing."
    return papers.ask_holder(case, holder=holder, answer=answer, said=said, by=by or somebody("social.worker"))


def a_form_of_exploitation(
    case: Case, *, code: str = "sexual", certainty: str = "suspected", by: User | None = None
) -> Exploitation:
    """A form of exploitation that somebody suspects."""
    because = "She has two telephones and a hotel key."
    return exploitation.record_exploitation(
        case, code=code, certainty=certainty, because=because, by=by or somebody("social.worker")
    )


def some_elements(case: Case, *, by: User | None = None, **said: object) -> Elements:
    """An act and a movement, and nothing of the means."""
    known = {"acts": ["transported"], "means": [], "movements": ["inside_uk"], "journey": "By train, with a man."}
    return exploitation.record_elements(case, by=by or somebody("social.worker"), **known | said)
