"""The project, and what every process of the partnership shares."""
