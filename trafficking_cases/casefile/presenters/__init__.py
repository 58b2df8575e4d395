"""What the pages of the case file say, put into words before a template sees it."""

from trafficking_cases.casefile.presenters.case import case_page, chronology_page
from trafficking_cases.casefile.presenters.cases import cases_page
from trafficking_cases.casefile.presenters.head import verb_page
from trafficking_cases.casefile.presenters.my_work import my_work
from trafficking_cases.casefile.presenters.people import adult_verb_page, people_page
from trafficking_cases.casefile.presenters.process import process_page

__all__ = [
    "adult_verb_page",
    "case_page",
    "cases_page",
    "chronology_page",
    "my_work",
    "people_page",
    "process_page",
    "verb_page",
]
