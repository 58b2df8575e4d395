"""The other children whose concerns became cases some time ago. Nobody of them exists."""

from datetime import timedelta

from referrals.workflow import FamilyContact, Outcome, Seen, Urgency
from trafficking_cases.casefile.demonstration_concerns import Concern, Opened
from trafficking_cases.children.catalogue import Certainty
from trafficking_cases.children.models.children import Sex

# Told by the story, day by day.
LONG_AGO = timedelta(days=30)

INSIDE_THE_COUNTRY = Opened(
    concern=Concern(
        by="voluntary",
        ago=LONG_AGO,
        seen_days_ago=1,
        reach="after 14:00",
        answers={
            "urgency": Urgency.MAY_GO_MISSING,
            "concern": "Reece comes to the project hungry and asleep on his feet. He has been to the coast by train "
            "five times since September, three nights each time, and was found there in the flat of a man who could "
            "not say no. He says that he is paying off a bag that was taken from him.",
            "where_seen": "Lanternhouse",
            "family_contact": FamilyContact.SAFE,
            "reach_child": "At the project on Tuesdays and Thursdays. He talks when he is drawing.",
            "known_as": "Reece Thistlecroft",
            "also_called": "Reecey",
            "sex": Sex.BOY,
            "about_age": 15,
            "nationality": "British",
            "language": "English",
            "adults": "His grandmother, whom he lives with. A man of about 20 whom he calls Fitz.",
            "signs": {"INT3": Seen.PRESENT, "INT4": Seen.PRESENT, "INT6": Seen.PRESENT, "POE1": Seen.NOT_PRESENT},
            "exploitation": {"criminal_drug_distribution": Certainty.KNOWN},
        },
    ),
    days_ago=1,
    police_said="Found twice in one flat at the coast. The line that he works for is known there.",
    reasons="Moved inside the country to sell drugs, in debt to whoever moves him. He will be fetched again.",
    worker="social.worker",
    manager="manager",
)

INTERPRETED_BY_A_RELATIVE = Opened(
    concern=Concern(
        by="health",
        ago=LONG_AGO,
        seen_days_ago=2,
        answers={
            "concern": "She has been in the country for a year and is in no school. She came with a scald on her arm. "
            "The woman with her said that she is clumsy with the pans, and spoke for her the whole time.",
            "where_seen": "Minor injuries unit",
            "family_contact": FamilyContact.DO_NOT,
            "do_not_contact": "Do not tell the woman that we reported. She said that she would move away.",
            "known_as": "Folake Adebrook",
            "sex": Sex.GIRL,
            "about_age": 13,
            "nationality": "Nigerian",
            "language": "Yoruba",
            "adults": "A woman of about 45 who says that she is her aunt, and her husband.",
            "signs": {"RES5": Seen.PRESENT, "RES7": Seen.PRESENT, "INT1": Seen.PRESENT},
            "exploitation": {"domestic_servitude": Certainty.SUSPECTED},
        },
    ),
    days_ago=8,
    police_said="Nothing is known of the woman. They ask us to see the girl before anybody goes there.",
    reasons="Out of school, hurt at work in the house, and never heard without the woman she works for.",
    worker="social.worker.2",
    manager="manager.2",
    outcome=Outcome.ASSESSMENT,
)

AGREED_WITH_A_DISSENT = Opened(
    concern=Concern(
        by="education",
        ago=LONG_AGO,
        seen_days_ago=1,
        reach="before 16:00",
        answers={
            "concern": "Dorin was stopped in four shops in two weeks with goods worth more than he could carry. Two "
            "adults wait in a car each time. At school he eats for two and hides bruises under long sleeves.",
            "where_seen": "Highmere School",
            "family_contact": FamilyContact.DO_NOT,
            "do_not_contact": "Do not ring the number on his school form. The man who answers waits in the car.",
            "reach_child": "At school, after the second lesson, through Mr Tarnbrook.",
            "known_as": "Dorin Codreanova",
            "sex": Sex.BOY,
            "about_age": 14,
            "nationality": "Romanian",
            "language": "Romanian",
            "adults": "A man and a woman who say that they are friends of his father.",
            "signs": {"RES4": Seen.PRESENT, "INT5": Seen.PRESENT, "INT1": Seen.NOT_PRESENT},
            "exploitation": {"criminal_theft": Certainty.KNOWN},
        },
    ),
    days_ago=26,
    police_said="The car is known from two other towns. They would like to hear what he says of its driver.",
    reasons="He steals for adults who wait for him, and is hurt when he brings too little.",
    worker="social.worker",
    manager="manager",
)

WATCHED = Opened(
    concern=Concern(
        by="education",
        ago=LONG_AGO,
        seen_days_ago=2,
        reach="before 16:00",
        answers={
            "concern": "Safiya joined the school in September with papers in two spellings and lives with people who "
            "are not her parents. She is well and has friends. Nobody could say who decided that she lives there.",
            "where_seen": "Highmere School",
            "family_contact": FamilyContact.SAFE,
            "known_as": "Safiya Warmundale",
            "also_called": "Safia",
            "sex": Sex.GIRL,
            "about_age": 11,
            "nationality": "Somali",
            "language": "Somali",
            "adults": "Her mother’s cousin and his wife.",
            "signs": {"RES7": Seen.PRESENT, "RES4": Seen.NOT_PRESENT},
        },
    ),
    days_ago=47,
    police_said="Nothing is known.",
    reasons="An arrangement that nobody has looked at. There is no sign of exploitation so far.",
    worker="social.worker.2",
    manager="manager",
    outcome=Outcome.ASSESSMENT,
)

SENT_WITHOUT_A_REFERENCE = Opened(
    concern=Concern(
        by="police",
        ago=LONG_AGO,
        seen_days_ago=0,
        reach="ask for the exploitation unit",
        answers={
            "concern": "Found on a farm in the fens with eleven men, in a caravan without water. He picked leeks for "
            "six weeks and was paid once. He came by boat and was driven from the coast.",
            "where_seen": "A farm that was searched; the Police hold the address",
            "known_as": "ዮናስ ሃብተ",
            "also_called": "Yonas",
            "sex": Sex.BOY,
            "about_age": 16,
            "nationality": "Eritrean",
            "language": "Tigrinya",
            "adults": "A man whom the others call the driver.",
            "signs": {"POE1": Seen.PRESENT, "RES1": Seen.PRESENT, "RES3": Seen.PRESENT},
            "exploitation": {"forced_labour_agriculture": Certainty.KNOWN},
        },
    ),
    days_ago=6,
    police_said="The driver was not there. The caravans are closed.",
    reasons="Worked for another’s profit, without pay or papers. Nobody knows who else looks for him.",
    worker="social.worker",
    manager="manager",
)

ASKED_BY_THE_POLICE = Opened(
    concern=Concern(
        by="voluntary",
        ago=LONG_AGO,
        seen_days_ago=1,
        reach="after 14:00",
        answers={
            "concern": "Keziah has an older boyfriend who drives her to parties in other towns. She came back with "
            "money, a key card and a new name. She asked whether a doctor would have to tell anybody.",
            "where_seen": "Lanternhouse",
            "reach_child": "Through Samira Quillfeather, by text, before noon.",
            "known_as": "Keziah Oduvaleson",
            "also_called": "Kez; “Jade” at the parties",
            "sex": Sex.GIRL,
            "about_age": 15,
            "nationality": "British",
            "language": "English",
            "adults": "A man of about 26, called Marlo, in a white hatchback.",
            "signs": {"INT3": Seen.PRESENT, "INT4": Seen.PRESENT, "INT5": Seen.PRESENT},
            "exploitation": {"sexual": Certainty.SUSPECTED},
        },
    ),
    days_ago=4,
    police_said="The hatchback was seen at a hotel in another county. They will ask there.",
    reasons="Driven to other towns, given money and a name that is not hers.",
    worker="social.worker.2",
    manager="manager.2",
)

REFUSED_AT_FIRST = Opened(
    concern=Concern(
        by="police",
        ago=LONG_AGO,
        seen_days_ago=0,
        reach="ask for the exploitation unit",
        answers={
            "concern": "Found in a flat with four hundred plants, alone. He says that he owes for his journey and that "
            "his family’s house stands for it. He did not know which town he was in.",
            "where_seen": "A flat that was searched; the Police hold the address",
            "known_as": "Altin Gjokaveri",
            "sex": Sex.BOY,
            "about_age": 17,
            "nationality": "Albanian",
            "language": "Albanian",
            "adults": "Two men who brought food once a week.",
            "signs": {"POE1": Seen.PRESENT, "RES1": Seen.PRESENT, "RES4": Seen.PRESENT},
            "exploitation": {"criminal_cannabis": Certainty.KNOWN},
        },
    ),
    days_ago=34,
    police_said="He was not charged. The two men are looked for.",
    reasons="Locked in with the plants and in debt for his journey.",
    worker="social.worker.2",
    manager="manager",
)

REFERRED_ELSEWHERE = Opened(
    concern=Concern(
        by="health",
        ago=LONG_AGO,
        seen_days_ago=1,
        answers={
            "concern": "She was referred to the National Referral Mechanism at the port, she says, and has a letter. "
            "Nobody here knew. She cleans a house in our area in the mornings before college.",
            "where_seen": "College nurse’s room",
            "known_as": "Awa Ceesworth",
            "sex": Sex.GIRL,
            "about_age": 16,
            "nationality": "Gambian",
            "language": "Mandinka",
            "adults": "The couple whose house she cleans, who met her at the port.",
            "signs": {"POE4": Seen.PRESENT, "RES5": Seen.PRESENT},
            "exploitation": {"domestic_servitude": Certainty.SUSPECTED},
        },
    ),
    days_ago=5,
    police_said="The letter is genuine. They have nothing on the couple.",
    reasons="A referral was made at the port, and the work has gone on since.",
    worker="social.worker",
    manager="manager.2",
    outcome=Outcome.ASSESSMENT,
)

BEGUN = Opened(
    concern=Concern(
        by="health",
        ago=LONG_AGO,
        seen_days_ago=1,
        answers={
            "concern": "He guts fish at the harbour from four in the morning and came with a cut that he had closed "
            "with glue. He sleeps on the boat with two men and has never been paid. He asked what day it was.",
            "where_seen": "Walk-in clinic, Fenmarch",
            "reach_child": "He comes back on Fridays for his hand.",
            "known_as": "Kofi Harbourlane",
            "sex": Sex.BOY,
            "about_age": 16,
            "nationality": "Ghanaian",
            "language": "English",
            "adults": "Two men of the boat; one of them waits outside and looks at the clock.",
            "signs": {"RES1": Seen.PRESENT, "RES4": Seen.PRESENT, "POE1": Seen.NOT_KNOWN},
            "exploitation": {"forced_labour_manufacturing": Certainty.SUSPECTED},
        },
    ),
    days_ago=1,
    police_said="The boat is known to the harbour. They would like to see him on land, away from the two men.",
    reasons="Works for others without pay, sleeps where he works, and is watched while he is with us.",
    worker="social.worker.2",
    manager="manager.2",
)
