"""What a person is asked for before money can be paid to it."""

from django import forms

from core.forms.speaking import SpeakingForm
from enterprises.forms.fields import IdentityNumberField


class PayeeNumberForm(SpeakingForm):
    """The number, and that it may be used for paying."""

    identity_number = IdentityNumberField(help_text="18位，须与注册时的一致。填错后需要重新输入，页面不会再显示。")
    agreement = forms.BooleanField(
        label="我同意所属市的资金部门为办理拨付使用我的公民身份号码。",
        error_messages={"required": "请先同意，才能登记。不同意的，可以带身份证到园区服务窗口办理。"},
    )
