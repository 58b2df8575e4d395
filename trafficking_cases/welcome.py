"""What `make run` says when everything is up."""

PASSWORD = "demonstration-only"
ACCOUNTS = {
    "social.worker": "children's services, allocated to half of the caseload",
    "social.worker.2": "the same team, allocated to the other half",
    "manager, manager.2": "supervising managers of that team",
    "service.manager": "the rung above them",
    "duty.worker": "the front door",
    "out.of.hours": "emergency duty team",
    "mace.coordinator": "coordinator of the weekly meeting",
    "police": "police",
    "health, education, voluntary": "practitioners who report concerns",
    "guardian": "independent child trafficking guardian",
    "carer": "foster carer of one child",
    "other.authority": "manager in another local authority",
    "administrator, administrator.2": "users, settings and lists; see no child",
    "auditor": "data protection officer",
}


def welcome(address: str, *, demonstration: bool) -> str:
    """The address, and in a demonstration the people to sign in as."""
    lines = ["", f"Ready at {address}"]
    if demonstration:
        width = max(len(name) for name in ACCOUNTS)
        lines += [f"Sign in as one of these; the password of each is {PASSWORD}", ""]
        lines += [f"  {name:<{width}}  {who}" for name, who in ACCOUNTS.items()]
    return "\n".join([*lines, "", "Ctrl-C stops everything.", ""])
