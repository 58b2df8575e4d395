"""A concern arrives: it is written down, taken in, talked over, decided and signed."""
