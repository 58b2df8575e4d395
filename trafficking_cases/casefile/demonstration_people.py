"""The invented people of the demonstration, who are also the cast of every test: who they are and where they work.

Their telephone numbers are from the ranges kept free for fiction, and their addresses end in .example.
"""

from dataclasses import dataclass
from datetime import date

from trafficking_cases.access.roles import RoleCode
from trafficking_cases.people import actions as people
from trafficking_cases.people.models import Agency, Kind, Team, User

ON_THE_LIST_SINCE = date(2009, 4, 1)


@dataclass(frozen=True)
class Organisation:
    """An agency of the demonstration, by a short name, with the authority to which it refers."""

    name: str
    kind: Kind
    domain: str
    refers_to: str | None = "council"
    first_responder_from: date | None = None
    teams: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    """An account of the demonstration."""

    username: str
    full_name: str
    job_title: str
    works_at: str
    telephone: str
    role: RoleCode
    team: str | None = None

    @property
    def email(self) -> str:
        """Where nudges go: nowhere, since nobody can own a name that ends so."""
        return f"{self.full_name.lower().replace(' ', '.')}@{ORGANISATIONS[self.works_at].domain}"


EXPLOITATION, FRONT_DOOR, OUT_OF_HOURS = "Exploitation team", "Front door", "Emergency duty team"

# An authority stands before those that refer to it.
ORGANISATIONS = {
    "council": Organisation(
        "Fenmarch County Council Children's Services",
        Kind.CHILDRENS_SERVICES,
        "fenmarch-council.example",
        refers_to=None,
        first_responder_from=ON_THE_LIST_SINCE,
        teams=(EXPLOITATION, FRONT_DOOR, OUT_OF_HOURS),
    ),
    "other_council": Organisation(
        "Harrowmere County Council Children's Services",
        Kind.CHILDRENS_SERVICES,
        "harrowmere-council.example",
        refers_to=None,
        first_responder_from=ON_THE_LIST_SINCE,
        teams=(EXPLOITATION,),
    ),
    "police": Organisation(
        "Fenmarch Police",
        Kind.POLICE,
        "fenmarch-police.example",
        first_responder_from=ON_THE_LIST_SINCE,
        teams=("Child exploitation unit",),
    ),
    "health": Organisation("Fenmarch Community Health", Kind.HEALTH, "fenmarch-health.example"),
    "school": Organisation("Highmere School", Kind.EDUCATION, "highmere-school.example"),
    "voluntary": Organisation("Lanternhouse Youth Project", Kind.VOLUNTARY, "lanternhouse.example"),
    "guardianship": Organisation(
        "Wayfold Guardianship Service",
        Kind.GUARDIANSHIP,
        "wayfold.example",
        first_responder_from=date(2018, 7, 1),
    ),
    "fostering": Organisation("Brightwold Fostering", Kind.VOLUNTARY, "brightwold.example"),
    "partnership": Organisation(
        "Fenmarch Safeguarding Children Partnership", Kind.PARTNERSHIP, "fenmarch-partnership.example"
    ),
}

PEOPLE = (
    Person(
        "social.worker", "Priya Holdernest", "Social worker", "council", "01632 960118",
        RoleCode.SOCIAL_WORKER, EXPLOITATION,
    ),
    Person(
        "social.worker.2", "Callum Westerdyke", "Social worker", "council", "01632 960119",
        RoleCode.SOCIAL_WORKER, EXPLOITATION,
    ),
    Person(
        "manager", "Marcus Tolliver", "Team manager", "council", "01632 960102",
        RoleCode.MANAGER, EXPLOITATION,
    ),
    Person(
        "manager.2", "Adaeze Thornwick", "Team manager", "council", "01632 960103",
        RoleCode.MANAGER, EXPLOITATION,
    ),
    Person(
        "service.manager", "Gwen Larksby", "Service manager, chair of MACE", "council", "01632 960101",
        RoleCode.SERVICE_MANAGER,
    ),
    Person(
        "duty.worker", "Dele Ashgrove", "Duty worker, front door", "council", "01632 960110",
        RoleCode.DUTY_WORKER, FRONT_DOOR,
    ),
    Person(
        "out.of.hours", "Nerys Coldharrow", "Emergency duty worker", "council", "01632 960199",
        RoleCode.OUT_OF_HOURS, OUT_OF_HOURS,
    ),
    Person(
        "mace.coordinator", "Kerstin Oakenfell", "MACE coordinator", "partnership", "01632 960150",
        RoleCode.MACE_COORDINATOR,
    ),
    Person(
        "police", "Jo Penhallick", "Detective sergeant, child exploitation unit", "police", "01632 960340",
        RoleCode.POLICE, "Child exploitation unit",
    ),
    Person(
        "health", "Ellen Brackwell", "Named nurse for safeguarding", "health", "01632 960410",
        RoleCode.PRACTITIONER,
    ),
    Person(
        "education", "Wilf Tarnbrook", "Designated safeguarding lead", "school", "01632 960520",
        RoleCode.PRACTITIONER,
    ),
    Person(
        "voluntary", "Samira Quillfeather", "Youth worker", "voluntary", "07700 900630",
        RoleCode.PRACTITIONER,
    ),
    Person(
        "guardian", "Rosa Ellingrove", "Independent child trafficking guardian", "guardianship", "07700 900710",
        RoleCode.GUARDIAN,
    ),
    Person(
        "carer", "Bronwen Applegarth", "Foster carer", "fostering", "07700 900820",
        RoleCode.CARER,
    ),
    Person(
        "other.authority", "Tobias Merrowdown", "Team manager", "other_council", "01632 960900",
        RoleCode.MANAGER, EXPLOITATION,
    ),
    Person(
        "administrator", "Hollis Venncroft", "System administrator", "partnership", "01632 960160",
        RoleCode.ADMINISTRATOR,
    ),
    Person(
        "administrator.2", "Odile Starkwater", "System administrator", "partnership", "01632 960161",
        RoleCode.ADMINISTRATOR,
    ),
    Person(
        "auditor", "Ines Quarrendon", "Data protection officer", "partnership", "01632 960170",
        RoleCode.AUDITOR,
    ),
)  # fmt: skip

TELEPHONE_OF = {person.username: person.telephone for person in PEOPLE}


def move_in(*, password: str) -> dict[str, User]:
    """Set up every agency, team and account; whoever they are, by username."""
    agencies: dict[str, Agency] = {}
    teams: dict[tuple[str, str], Team] = {}
    for key, organisation in ORGANISATIONS.items():
        agencies[key] = people.add_agency(
            name=organisation.name,
            kind=organisation.kind,
            refers_to=agencies[organisation.refers_to] if organisation.refers_to else None,
            first_responder_from=organisation.first_responder_from,
            by=None,
        )
        for name in organisation.teams:
            teams[key, name] = people.add_team(agencies[key], name=name, by=None)
    return {
        person.username: people.add_user(
            username=person.username,
            full_name=person.full_name,
            job_title=person.job_title,
            email=person.email,
            agency=agencies[person.works_at],
            team=teams[person.works_at, person.team] if person.team else None,
            roles=(person.role,),
            password=password,
            by=None,
        )
        for person in PEOPLE
    }
