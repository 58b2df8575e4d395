"""What the invented people of the demonstration have reported: the children at the front door, and Linh.

No name, place or number belongs to anybody. Telephone numbers are from the ranges kept free for fiction.
"""

from datetime import timedelta

from referrals.workflow import FamilyContact, Seen, Urgency
from trafficking_cases.casefile.demonstration_concerns import Concern, HalfWritten
from trafficking_cases.children.catalogue import Certainty
from trafficking_cases.children.models.children import Sex

DRAFT = HalfWritten(
    by="education",
    pages={
        "danger": {"urgency": Urgency.MAY_GO_MISSING},
        "concern": {
            "concern": "Kayden (14) came back after nine days with a new telephone and will not say where he was. "
            "Today a man waited in a grey van at the lower gate and Kayden ran when he",
            "happened_on_day": "",
            "where_seen": "Lower gate, Highmere School",
        },
        "child": {"known_as": "Kayden Fossgate", "sex": Sex.BOY, "about_age": "14"},
    },
)

IN_DANGER_NOW = Concern(
    by="health",
    ago=timedelta(hours=3, minutes=25),
    seen_days_ago=0,
    reach="all day and night",
    answers={
        "urgency": Urgency.IMMEDIATE,
        "concern": "She came to the walk-in clinic with an injury to her wrist that was days old. A woman answered "
        "every question for her and held her papers. While the woman was on the telephone the girl said: “Please do "
        "not send me back with her.” They left before we could stop them.",
        "where_seen": "Walk-in clinic, Fenmarch",
        "known_as": "Hana Wolderufael",
        "sex": Sex.GIRL,
        "about_age": 15,
        "language": "Tigrinya",
        "adults": "A woman of about 40 who says she is her aunt. Left in a silver estate car, driver not seen.",
        "signs": {
            "POE4": Seen.PRESENT,
            "POE5": Seen.PRESENT,
            "RES5": Seen.PRESENT,
            "RES7": Seen.PRESENT,
            "INT1": Seen.PRESENT,
        },
        "exploitation": {"domestic_servitude": Certainty.SUSPECTED},
    },
)

ONLY_A_DESCRIPTION = Concern(
    by="voluntary",
    ago=timedelta(hours=2, minutes=10),
    seen_days_ago=1,
    reach="after 14:00",
    answers={
        "concern": "A boy has washed cars at the yard behind the market from early until dark on four days this week. "
        "He does not speak to the customers. In the evening he is taken away in a van with two men. He has no coat.",
        "where_seen": "Hand car wash, Ashlar Yard",
        "description": "Boy of perhaps 13, slight, short dark hair, a scar through the left eyebrow. Grey tracksuit, "
        "plastic sandals.",
        "sex": Sex.BOY,
        "about_age": 13,
        "adults": "Two men in their thirties. The van is white, with no name on it.",
        "something_else": "He hides his hands when somebody looks at them.",
        "signs": {"RES1": Seen.NOT_KNOWN, "RES4": Seen.PRESENT, "RES7": Seen.NOT_KNOWN},
        "exploitation": {"forced_labour_manufacturing": Certainty.SUSPECTED},
    },
)

INSIDE_THE_UK = Concern(
    by="education",
    ago=timedelta(hours=5, minutes=40),
    seen_days_ago=3,
    reach="before 16:00",
    answers={
        "urgency": Urgency.MAY_GO_MISSING,
        "concern": "Tia has been missing from school for six days in three weeks. Each time she came back with new "
        "clothes and two telephones, once with a train ticket from the coast. She says that she owes “the olders” and "
        "that her mother’s boyfriend will pay them if she keeps quiet.",
        "where_seen": "Highmere School",
        "family_contact": FamilyContact.DO_NOT,
        "do_not_contact": "Do not ring the home or write there. Her mother’s boyfriend answers the telephone and reads "
        "what comes. He may be one of those she owes.",
        "reach_child": "At school, first lesson, through Mr Tarnbrook. She trusts the school nurse.",
        "known_as": "Tia Marlowick",
        "also_called": "T, Tee",
        "sex": Sex.GIRL,
        "about_age": 13,
        "nationality": "British",
        "language": "English",
        "adults": "Her mother. Her mother’s boyfriend, called Deano. Somebody she calls Big Cas, 07700 900455.",
        "signs": {
            "INT3": Seen.PRESENT,
            "INT4": Seen.PRESENT,
            "INT5": Seen.PRESENT,
            "INT6": Seen.PRESENT,
            "INT1": Seen.NOT_PRESENT,
        },
        "exploitation": {"criminal_drug_distribution": Certainty.SUSPECTED},
    },
)

WAITS_FOR_A_SIGNATURE = Concern(
    by="police",
    ago=timedelta(hours=7, minutes=15),
    seen_days_ago=0,
    reach="ask for the exploitation unit",
    answers={
        "concern": "Found in the back of a lorry at the services with four men who say that they do not know him. He "
        "tells the same story as two boys in March, word for word. He has a number written inside his sleeve.",
        "where_seen": "Lorry park, Fenmarch services",
        "known_as": "سمير الخزامي",
        "also_called": "Samir",
        "sex": Sex.BOY,
        "about_age": 16,
        "nationality": "Not known; he says Syria",
        "language": "Arabic",
        "adults": "Four men, held at the station. Somebody is to meet him; the number is 07700 900233.",
        "signs": {"POE1": Seen.PRESENT, "POE2": Seen.PRESENT, "POE6": Seen.PRESENT, "POE7": Seen.PRESENT},
        "exploitation": {"unknown": Certainty.SUSPECTED},
    },
)

SENT_BACK = Concern(
    by="voluntary",
    ago=timedelta(hours=6, minutes=30),
    seen_days_ago=4,
    reach="after 14:00",
    answers={
        "concern": "He has been in three of our towns in a month and begs outside the station in the evenings. A man "
        "he calls his cousin collects what he has. He was hungry and asked whether he could sleep at the project.",
        "where_seen": "Outside the station, evenings",
        "known_as": "Ndriçim Çelkuqi",
        "sex": Sex.BOY,
        "about_age": 15,
        "nationality": "Albanian",
        "language": "Albanian",
        "adults": "A man of about 30 who says he is his cousin. Drives a dark blue car.",
        "signs": {"RES3": Seen.PRESENT, "RES4": Seen.PRESENT, "RES5": Seen.PRESENT, "RES1": Seen.NOT_PRESENT},
        "exploitation": {"criminal_begging": Certainty.KNOWN},
    },
)

EARLY_HELP = Concern(
    by="health",
    ago=timedelta(hours=8),
    seen_days_ago=2,
    reach="until 17:00",
    answers={
        "concern": "She came to the surgery alone, was not sure of her address, and had not seen a doctor since she "
        "arrived in August. She is tired and misses school to look after two small children.",
        "where_seen": "Millbank surgery",
        "family_contact": FamilyContact.SAFE,
        "known_as": "Zofia Brzezna",
        "sex": Sex.GIRL,
        "about_age": 12,
        "nationality": "Polish",
        "language": "Polish",
        "adults": "Her aunt and uncle, who work nights.",
        "signs": {"RES7": Seen.PRESENT, "RES5": Seen.NOT_PRESENT, "POE4": Seen.NOT_PRESENT},
    },
)

ON_A_CASE = Concern(
    by="police",
    ago=timedelta(days=12),
    seen_days_ago=0,
    reach="ask for the exploitation unit",
    answers={
        "urgency": Urgency.MAY_GO_MISSING,
        "concern": "Found at night in a house where cannabis was grown on two floors, locked from outside. She had a "
        "mattress, a telephone with one number in it, and burns on both hands. She is afraid for her family and says "
        "that she has to go back to work tomorrow.",
        "where_seen": "A house that was searched; the Police hold the address",
        "family_contact": FamilyContact.DO_NOT,
        "do_not_contact": "Do not ring the number in her telephone, and do not write to the family she names. Whoever "
        "answers it sent her to the house.",
        "reach_child": "With an interpreter who was not brought by anybody else, away from the station front desk.",
        "known_as": "Trầm Thị Ngọc Ánh",
        "also_called": "Linh",
        "sex": Sex.GIRL,
        "about_age": 16,
        "nationality": "Vietnamese",
        "language": "Vietnamese",
        "adults": "Nobody was in the house. A man she calls Duc, who says he is her uncle, rang the station soon.",
        "signs": {
            "POE1": Seen.PRESENT,
            "POE3": Seen.PRESENT,
            "RES1": Seen.PRESENT,
            "RES4": Seen.PRESENT,
            "INT1": Seen.PRESENT,
        },
        "exploitation": {"criminal_cannabis": Certainty.KNOWN, "sexual": Certainty.SUSPECTED},
    },
)
