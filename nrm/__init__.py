"""The National Referral Mechanism: the duty to notify, the form, the Police review, and what was decided."""
