"""What the invented social workers answered on the national form, where the case did not answer for them.

The lists of the Home Office name real authorities and towns only. A demonstration has the invented council on them;
every place is “Unknown”.
"""

from collections.abc import Mapping

from trafficking_cases.casefile.demonstration_people import ORGANISATIONS, TELEPHONE_OF

OUR_COUNCIL = "Fenmarch County Council"
TOLD = "local-authority-contacted-about-child-local-authority-"
LEFT = "how-why-did-they-leave-the-situation"
BEGAN = "how-did-the-exploitation-start"
TREATED = "how-they-were-treated"
DID = "what-were-they-required-to-do"
LIVED = "living-conditions"
TAKEN = "were-they-taken-somewhere-by-their-exploiter"
NOT_KNOWN_YET = "Not known. The child was not asked about it."

COMMON: dict[str, str] = {
    "user-organisation": OUR_COUNCIL,
    f"{TOLD}name": OUR_COUNCIL,
    f"{TOLD}phone": "01632 960100",
    f"{TOLD}email": f"front.door@{ORGANISATIONS['council'].domain}",
    "birthplace": NOT_KNOWN_YET,
    "family": NOT_KNOWN_YET,
    "education": NOT_KNOWN_YET,
    "employment-history": "None before this.",
    "potential-victim-exploitative-situation-multiple": "i-dont-know",
    TAKEN: "no",
    "still-in-exploitative-situation": "no",
    "when-last-contact": "within-the-last-month",
    "is-this-the-first-chance-to-report": "not-sure",
    "where-how-interview-carried-out": "In a room where the child is safe, with the social worker, in short talks.",
    "evidence-of-dishonesty": "no",
    "where-exploitation-happened": "uk",
    "where-exploitation-happened-uk-city-1": "Unknown",
    "exploiters-location": "no",
    "any-other-pvs": "not-sure",
    "future-exploitation-concerns": "yes",
    "future-exploitation-reasons": "Whoever gained by it has not been found and knows how to reach the child.",
    "reported-to-police": "no",
    "authorities-cooperation": "no",
    "does-pv-have-children": "no",
    "pv-other-help-with-communication": "no",
    "pv-ho-reference": "no",
    "pv-name-last-name": "Not known",
}
# As far as the youth worker came before she handed it on.
COUNTY_LINES = {
    BEGAN: "Given trainers and food by somebody he calls Fitz, then a bag to carry. The bag was taken from him.",
    DID: "To sell from a flat at the coast, three nights at a time, and to hand over what he had.",
    LIVED: "On a settee, with a man who could not say no to those who came.",
    TREATED: "Told that his grandmother’s windows would pay for what he owes.",
    "still-in-exploitative-situation": "yes",
    "what-is-keeping-them-in-situation": "He owes for the bag, and is afraid for his grandmother.",
    "when-last-contact": "within-the-last-week",
}
CANNABIS_HOUSE = {
    BEGAN: "Told of a job in a nail bar. Her mother signed for the journey, and the debt grew on the way.",
    DID: "To water and cut plants on two floors, mostly at night, and to change the lamps.",
    LIVED: "Locked in from outside, on a mattress beside the plants. Food came once a week.",
    TREATED: "Burned by the lamps. Told that her mother would pay if she went out.",
    LEFT: "The Police searched the house at night and found her alone in it.",
    "where-how-interview-carried-out": "On video in a room of the Police, with her social worker, an officer and an "
    "interpreter from the register. Two breaks. Nobody whom she knows was there.",
    "pv-ho-reference": "yes",
    "pv-ho-reference-type": "Port reference LIN/0001742",
}
HOUSEHOLD = {
    BEGAN: "Sent to live with a woman who calls herself her aunt, to go to school here.",
    DID: "To cook, clean and look after two small children from early until late.",
    LIVED: "Sleeps on the kitchen floor.",
    TREATED: "Scalded once. Not let out alone, and spoken for.",
    "still-in-exploitative-situation": "yes",
    "what-is-keeping-them-in-situation": "She knows nobody else, and the woman holds her passport.",
    "when-last-contact": "within-the-last-week",
    "where-how-interview-carried-out": "At a school. The woman came in and spoke for her, and the visit was ended: "
    "what was said in it is not relied on. She is seen again with an interpreter from the register.",
}
THEFT = {
    BEGAN: "Brought by two adults who told his father that they had work for him.",
    DID: "To take goods from shops, up to four in a day.",
    LIVED: "In a back room with the two adults; in the car when he brought too little.",
    TREATED: "Beaten on the arms and back. Not given food on days with little.",
    LEFT: "His school saw the bruises and told us.",
}
FARM = {
    BEGAN: "Met on the coast by a man who promised a bed and work.",
    DID: "To pick leeks from dark to dark, six days a week.",
    LIVED: "In a caravan without water, with five men.",
    TREATED: "Paid once in six weeks. Told that the police would send him back.",
    LEFT: "The Police searched the farm.",
    "employment-history": "He herded goats for his uncle.",
}
PARTIES = {
    BEGAN: "An older boyfriend, who gave her things and then drove her to parties.",
    DID: "To go with men at the parties. She does not want to say more yet.",
    LIVED: "At home in the week.",
    TREATED: "Given drink and a name that is not hers. He keeps pictures of her.",
    LEFT: "She has not answered him since she spoke with her youth worker.",
}
PLANTS = {
    BEGAN: "Owed for his journey, for which his family’s house stands.",
    DID: "To water and watch four hundred plants.",
    LIVED: "Locked in a flat with them. Two men brought food once a week.",
    TREATED: "Shown a picture of his sister’s school.",
    LEFT: "The Police searched the flat.",
}


def filled(given: Mapping[str, str], typed: Mapping[str, str], *, by: str) -> dict[str, str]:
    """What is typed over and beside what the case answered."""
    phone = {"fr-details-phone": TELEPHONE_OF[by]}
    beside = {name: value for name, value in (COMMON | phone).items() if not given.get(name)}
    return beside | dict(typed)
