"""Mutation testing: small faults are put into the code one by one, and the tests must notice each.

cosmic-ray makes the faults (mutants) and keeps their results; running the tests is ours, because they need a warm
Django and a kept database. `guards.toml` says which tests guard which module, `explained.toml` why a mutant may live.
"""

# What the processes tell each other in their environment.
MODULES = "JINCHUANGGU_MUTATE_MODULES"  # those of this run, as JSON
LIVED_BEFORE = "JINCHUANGGU_MUTATE_AGAIN"  # 1: those that lived last time are tried again
MODULE, SOURCE = "JINCHUANGGU_MUTANT_MODULE", "JINCHUANGGU_MUTANT_SOURCE"  # of one that has a process of its own
DATABASE = "JINCHUANGGU_MUTATE_DATABASE"  # the name of the kept test database
