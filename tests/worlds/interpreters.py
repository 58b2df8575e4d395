"""Pages of this part: interpreters."""

from django.urls import reverse

from tests.builders_interviews import an_interpreter
from tests.cast import Cast
from tests.worlds.visits import Visit
from trafficking_cases.children.models import Case
from trafficking_cases.directory.actions import remove

NO_PAGE: set[str] = set()


class Part:
    """Something to see on each of the pages."""

    def __init__(self, cast: Cast, case: Case) -> None:
        self.cast, self.case = cast, case
        self.interpreter = an_interpreter(name="Hanh Lowther")
        self.more()

    def pages(self) -> dict[str, list[Visit]]:
        """For each page the visits that are tried."""
        register = reverse("directory:interpreters")
        return {
            "directory:interpreters": [(who, register) for who in ("administrator", "education", "social.worker")],
            "directory:add_interpreter": [("administrator", reverse("directory:add_interpreter"))],
            **{
                f"directory:{name}": [("administrator", reverse(f"directory:{name}", args=[self.interpreter.pk]))]
                for name in ("renew", "remove")
            },
        }

    def more(self) -> None:
        """More of everything that these pages list."""
        an_interpreter(name="Line Service", kind="service", warranted="Everybody sent is approved and DBS checked.")
        remove(an_interpreter(name="Gone Away"), because="Moved abroad.", by=self.cast.administrator)
