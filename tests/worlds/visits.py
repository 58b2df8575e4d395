"""Who opens which address."""

# Somebody's username, or nobody's; and the address that they open.
Visit = tuple[str, str]
