"""References that are safe to read out on the telephone: they say nothing, not even how many there are."""

import secrets


def random_reference(prefix: str) -> str:
    """A prefix and six digits, such as R-482913. The caller keeps it unique and asks again when it is taken."""
    return f"{prefix}-{secrets.randbelow(900_000) + 100_000}"
