"""The registers of this wing."""

from enterprises.models import IntellectualProperty, Platform, Recognition, YearlyFacts
from enterprises.registers.register import Register, register

register(
    Register(
        Recognition,
        asked=("kind", "level", "certificate_no", "issued_on", "expires_on", "sequence", "source", "paper"),
        listed=("kind", "level", "issued_on", "expires_on"),
        lead="照证书填写。填报后由部门核验，核验前申报时需附证书。",
    )
)
register(
    Register(
        Platform,
        asked=("name", "category", "level", "recognised_on", "expires_on", "source", "paper"),
        listed=("category", "level", "recognised_on"),
        lead="照认定文件填写。同一平台升级的，按新的级别另填一条。",
    )
)
register(
    Register(
        IntellectualProperty,
        asked=("kind", "application_no", "title", "filed_on", "source", "paper"),
        listed=("kind", "title", "filed_on"),
        lead="照受理通知书或证书填写。",
    )
)
register(
    Register(
        YearlyFacts,
        asked=("year", "revenue_fen", "employees", "source", "paper"),
        listed=("revenue_fen", "employees"),
        lead="按自然年填报。",
    )
)
