"""What the invented social worker writes on the national form, page by page: what she types, and what she chooses."""

# Real places and councils stand on the lists of the Home Office, so that these are real too. Nobody else is.
TOWN, COUNTY = "Boston", "Lincolnshire"
COUNCIL = "Lincolnshire County Council"
NOT_ASKED = "Not known. The child was not asked about it."

Written = dict[str, str]
Chosen = dict[str, str]

# By the heading of the page: what is typed, by label; what is chosen, by question. What the case filled in stays.
ANSWERS: dict[str, tuple[Written, Chosen]] = {
    "Your organisation": ({"Which first responder organisation do you work for?": COUNCIL}, {}),
    "Age": ({}, {"Is the child under 18 now?": "Not Sure"}),
    "Local authority told": (
        {
            "Which local authority have you told about the child?": COUNCIL,
            "What is that authority’s telephone number?": "01632 960100",
            "What is that authority’s e-mail address?": "front.door@fenmarch-council.example",
        },
        {},
    ),
    "Background": (
        {
            "Where was the child born?": "Hải Phòng",
            "Who is in the child’s family?": "Her mother, Trầm Thị Hương, and a brother of nine.",
            "What schooling has the child had?": "Until she was twelve.",
            "Has the child worked before the exploitation?": "She sold fruit with her mother.",
        },
        {},
    ),
    "One situation or more": ({}, {"Was the child exploited in more than one situation?": "No"}),
    "When it happened": ({"When did it happen?": "From March to November."}, {}),
    "How it began": (
        {"How did it begin?": "Her mother was told of a job in a nail bar."},
        {},
    ),
    "Taken somewhere": ({}, {"Did the exploiters take the child anywhere?": "No"}),
    "Treatment": (
        {
            "What did the child have to do?": "To water the plants and change the lamps.",
            "How did the child live meanwhile?": "Locked in, on a mattress.",
            "How was the child treated?": "Told that her mother would pay if she went out.",
        },
        {},
    ),
    "Still exploited": ({}, {"Is the child still being exploited?": "No"}),
    "How they got out": ({"How did the child get out?": "The Police searched the house."}, {}),
    "Last contact": ({}, {"When were the child and the exploiters last in contact?": "Within the last week"}),
    "The last contact in detail": ({"What is known of that contact?": "He rang. Nobody answered."}, {}),
    "Reported before": ({}, {"Has the child told anybody of this before?": "Not sure"}),
    "Signs seen": ({}, {"Did you see signs of modern slavery?": "No"}),
    "Conversations": ({"How was the child spoken with?": "Alone, with an interpreter from the register."}, {}),
    "Professional view": ({"Why do you refer this child?": "What she says fits what was found."}, {}),
    "Credibility": ({}, {"Is there evidence against the account?": "No"}),
    "Other professionals": ({}, {"Do other professionals work with the child?": "No"}),
    "UK or overseas": ({}, {"Where did the exploitation happen?": "UK"}),
    "Places in the UK": ({"UK town or city": TOWN}, {}),
    "The exploiters": ({"What could identify the exploiters?": "A man in a grey van, called Cường."}, {}),
    "Whereabouts of the exploiters": ({}, {"Do you know anything of where the exploiters are?": "No"}),
    "Other potential victims": ({}, {"Were there other potential victims?": "Not sure"}),
    "Risk of more": ({}, {"Is there evidence that the child may be exploited again?": "No"}),
    "Crime reference": ({}, {"Is there a crime reference in which the child is the victim?": "No"}),
    "Help for an investigation": ({}, {"Is the child willing to help an investigation?": "No"}),
    "Name": ({"First name": "Thị Ngọc Ánh", "Last name": "Trầm"}, {}),
    "Gender": ({}, {"Is the child a girl or a boy?": "Female"}),
    "Own children": ({}, {"Does the child have children?": "No"}),
    "Help to communicate": ({}, {"Does the child need other help to communicate?": "No"}),
    "Home Office references": ({}, {"Are there Home Office references for the child?": "No"}),
    "About you": ({"Your telephone number": "01632 960118"}, {}),
}
