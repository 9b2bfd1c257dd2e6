"""The particulars that an applicant keeps itself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.models import District
from accounts.requests.overtaking import tell_overtaken
from core.forms.speaking import SpeakingForm, YuanField
from core.values.text import CanonicalFormField
from enterprises.applicants.keeping import kept_by
from enterprises.forms.fields import DistrictField, PastDateField, phone_field
from enterprises.models import Applicant


class ProfileForm(SpeakingForm):
    """One page of particulars; all may be left empty, since a claim asks for what it needs."""

    # In the order of the page, which is also that of the list of errors on top.
    legal_person = CanonicalFormField(
        label="法定代表人", max_length=60, required=False, widget=forms.TextInput(attrs={"class": "narrow"})
    )
    registered_on = PastDateField(label="成立日期", required=False, help_text="营业执照上的成立日期。")
    registered_capital_fen = YuanField(
        label="注册资本", required=False, help_text="以元填写：100万元填 1,000,000。外币请折合人民币。"
    )
    paid_in_capital_fen = YuanField(label="实缴资本", required=False, help_text="截至目前实际缴纳的部分，以元填写。")
    district = DistrictField()
    address = CanonicalFormField(label="地址", max_length=200, required=False, help_text="实际经营地址。")
    industry = CanonicalFormField(
        label="产业领域", max_length=60, required=False, help_text="例如：光电信息、高端装备、新材料。"
    )
    contact_name = CanonicalFormField(
        label="联系人", max_length=60, widget=forms.TextInput(attrs={"class": "narrow", "autocomplete": "name"})
    )
    contact_phone = phone_field(label="联系电话", help_text="审核中有问题时联系用，不公开。")

    def __init__(self, *args: Any, applicant: Applicant, actor: Actor, **kwargs: Any) -> None:
        self.kept, self.applicant = kept_by(applicant), applicant
        kwargs.setdefault("initial", {name: getattr(applicant, name) for name in self.kept})
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(self.kept):
            del self.fields[name]
        districts = District.objects.visible_to(actor).filter(city_id=applicant.city_id)
        for field in self.fields.values():
            field.show_hidden_initial = True
        self.fields["district"].offer([applicant.city], list(districts))  # type: ignore[attr-defined]  # a DistrictField, by its name

    def clean(self) -> dict[str, Any]:
        """Refuse what another tab, or somebody else, has changed to another thing since the page was opened: said
        beside the field with what it says now, which the page shows from here on."""
        data = super().clean() or {}
        overtaken = [name for name in self.kept if name in data and self._overtaken(name, data[name])]
        if overtaken:
            tell_overtaken(self, overtaken)
            self._show(overtaken)
        return data

    def _overtaken(self, name: str, wanted: Any) -> bool:
        posted = self[name].html_initial_name in self.data
        now = getattr(self.applicant, name)
        return posted and name in self.changed_data and now not in (self._shown(name), wanted)

    def _shown(self, name: str) -> Any:
        """What the page showed in a field."""
        field = self.fields[name]
        text = field.hidden_widget().value_from_datadict(self.data, self.files, self[name].html_initial_name)
        try:
            return field.clean(text) if text else getattr(Applicant(), name)
        except ValidationError:
            return text

    def _show(self, names: list[str]) -> None:
        data = dict(self.data.items())  # that of the request is not written to
        for name in names:
            value = self.fields[name].prepare_value(getattr(self.applicant, name))
            data[self[name].html_initial_name] = "" if value is None else str(value)
        self.data = data

    def changes(self) -> dict[str, Any]:
        """What to write: what differs from what the page showed, so that nothing corrected meanwhile is put back."""
        return {name: self.cleaned_data[name] for name in self.kept if name in self.changed_data}
