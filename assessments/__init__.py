"""The enquiry: strategy discussion, interviews, Section 47 enquiry, assessment, multi-agency meeting."""
