"""Awards: reckoned, frozen, told by a notice, reckoned again."""
