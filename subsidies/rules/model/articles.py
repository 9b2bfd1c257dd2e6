"""How an article of a text is named: 第12条, 方案五(一)2, or what stands in place of one."""

OWN, OWN_LABEL = "own", "内部规则"  # in place of an article: no document says it, the rule is our own
UNSAID = f"{OWN_LABEL}：文件未规定下限"  # the rule of a bound that no text sets
PLAN, PLAN_LABEL = "plan", "方案"


def of_plan(article: str) -> bool:
    """Whether it is a clause of a plan: plan 五(一)2, or all of them: plan."""
    return article.split()[0] == PLAN


def article_label(article: str) -> str:
    """12 is 第12条; plan 五(一)2 is 方案五(一)2; own is a rule of the system's own; other words stand as they are."""
    if article == OWN:
        return OWN_LABEL
    return f"{PLAN_LABEL}{cited(article)}" if of_plan(article) else cited(article)


def cited(article: str) -> str:
    """The article behind the title of its text: 第12条, 五(一)2."""
    if article.isdigit():
        return f"第{article}条"
    return article.removeprefix(PLAN).lstrip() if of_plan(article) else article
