"""What a reminder says. Which deadline it is about, and for whom, the list asks when it is opened."""

from trafficking_cases.notifications import kinds

SOON, DUE, LATE = "deadline.soon", "deadline.due", "deadline.late"

kinds.register(SOON, "Something of yours is due soon.")
kinds.register(DUE, "Something is due now.")
kinds.register(LATE, "Something is late and has come up the line to you.")
