"""That a child is placed, of which kind, under which order and since when; where, only the vault knows."""
