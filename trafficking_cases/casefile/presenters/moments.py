"""Moments inside a sentence."""

from datetime import datetime

from referrals.wording import short_moment


def said_when(moment: datetime, now: datetime) -> str:
    """A moment in the middle of a sentence: today 08:30, Fri 20 Nov 17:40."""
    said = short_moment(moment, now)
    return f"t{said[1:]}" if said.startswith("Today") else said
