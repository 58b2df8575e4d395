"""Meetings about a child: who was there, what was agreed, and what is to be done by whom."""
