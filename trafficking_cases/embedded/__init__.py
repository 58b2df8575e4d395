"""PostgreSQL and Redis of our own, for a trial on one machine and for the tests. Production names its servers."""
