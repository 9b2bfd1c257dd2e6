"""States of a claim for the database, in the office's words (the table itself: subsidies.claims.states)."""

CLAIM_STATES = [
    ("draft", "草稿"),
    ("submitted", "待受理"),
    ("returned", "待补正"),
    ("accepted", "审核中"),
    ("approved", "核算中"),
    ("waiting_parameter", "待公布标准"),
    ("awarded", "已核定"),
    ("declined", "核算不予兑付"),
    ("refused", "不予支持"),
    ("withdrawn", "已撤回"),
]
