"""A made-up notice, and the text of a PDF as a reader would search it."""

import io
from typing import Any

from django.template.loader import render_to_string
from pypdf import PdfReader

from core.documents import qr_data_uri, render_pdf
from core.values.identifiers import make_uscc
from core.values.money import daxie, format_yuan
from subsidies.rules.words.working import Worked

VERIFY_URL = "https://portal.example/verify/"


def notice(**changes: Any) -> dict[str, Any]:
    """A granted rent subsidy of 300,000 yuan for a company that does not exist."""
    code = "A0H4-HPV1-AFZY-39ZZ"
    return {
        "number": "晋创兑〔2026〕12号",
        "department": "长治市科学技术局",
        "date": "2026年3月31日",
        "title": "关于长治市试样一号科技有限公司申报“租金补贴”的核定通知书",
        "title_phrases": ["关于长治市试样一号科技有限公司", "申报“租金补贴”的", "核定通知书"],
        "names": ["长治市科学技术局"],
        "applicant": {
            "name": "长治市试样一号科技有限公司",
            "code": make_uscc("140403", 1),
            "code_label": "统一社会信用代码",
            "called": "你单位",
        },
        "scheme": "租金补贴",
        "article": "第十二条",
        "basis": "《试样办法》（试样〔2025〕1号）",
        "amount": format_yuan(30000000),
        "capital": daxie(30000000),
        "summary": "请在10个工作日内确认收款账户。",
        "facts": [("年租金", "¥412,500.00", "企业填报，合同已核对")],
        "steps": [
            step("年租金的80%", "¥330,000.00", "年租金 × 80%（第十二条）"),
            step("每年最高限额", "¥300,000.00", "每年最高30万元（第十二条）", True),
        ],
        "shares": [("长治市财政", "¥150,000.00"), ("潞州区财政", "¥150,000.00")],
        "entitlements": ["优先使用公共技术服务平台。"],
        "reasons": [],
        "remedies": ["对本决定有异议的，可以书面申请复核。"],
        "contact": "联系单位：政策法规科。",
        "verify_code": code,
        "verify_url": VERIFY_URL,
        "qr": qr_data_uri(VERIFY_URL + code),
    } | changes


def step(label: str, figure: str, rule: str, binding: bool = False) -> Worked:
    """A step of a reckoning whose formula is said in words alone."""
    return Worked(label, figure, binding, "", rule, "", False)


def printed(**changes: Any) -> PdfReader:
    html = render_to_string("documents/notice.html", {"notice": notice(**changes)})
    return PdfReader(io.BytesIO(render_pdf(html)))


def text_of(pdf: PdfReader | bytes) -> str:
    """All text without blanks and line breaks."""
    reader = PdfReader(io.BytesIO(pdf)) if isinstance(pdf, bytes) else pdf
    return "".join("".join(page.extract_text() for page in reader.pages).split())
