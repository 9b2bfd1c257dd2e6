"""What a change below means above: lower wings ask, upper rooms have registered their answers.

A verb describes its change as a value (`TenancyChange`), asks `consequences` of it, shows the sentences before it
saves, and hands them to `carry_out` in the transaction of the change. It knows none of the rooms that answer.
"""

from core.consequences.offering import Consequence, carry_out, consequences, offers

__all__ = ["Consequence", "carry_out", "consequences", "offers"]
