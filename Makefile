# Each target is one of ./run, which also works where make is missing.
.PHONY: run test check fix docs assets system lock
.DEFAULT_GOAL := run

run test check fix docs assets system lock:
	@./run $@
