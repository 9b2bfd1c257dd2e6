"""The form of a claim, derived from the facts of its scheme."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict

from subsidies.cases.presenting import fact_value
from subsidies.cases.records import Reading, entered_as, may_be_disputed
from subsidies.catalogue.questions import (
    ACHIEVEMENT,
    HEAD,
    MONTHS,
    MONTHS_ANSWER,
    MONTHS_HELP,
    RUNNING_YEAR_HELP,
    YEAR,
    YEAR_HELP,
    asked,
    asks_achievement,
    asks_day,
    asks_months,
    asks_year,
    day_wording,
    reference_label,
)
from subsidies.portal.forms.fields import TypedField, day_widget, fact_field, number_widget
from subsidies.rules import Fact, Scheme

FACT, DISPUTE, SHAPE = "fact_", "dispute_", "shape_"


@dataclass(frozen=True)
class AskedFact:
    """One fact on the page: its field, what the records say of it and whether an office has certified that, when it
    matters, and whether others hang on it."""

    fact: Fact
    field: BoundField
    dispute: BoundField | None
    read: str
    source: str
    when: str
    matters: bool
    governs: bool
    certified: bool = False
    entered: str = ""

    @property
    def shape(self) -> str:
        """How it stands on the page. The page sends it back, so that only what stands otherwise now is drawn anew."""
        known = "certified" if self.read and self.certified else ""
        return " ".join(filter(None, ("asked" if self.matters else "moot", known, self.read, self.source)))

    def stands_in(self, data: Mapping[str, Any]) -> bool:
        """Whether the page that sent `data` shows it like this already."""
        return bool(data.get(f"{SHAPE}{self.fact.name}") == self.shape)


@dataclass(frozen=True)
class AskedTogether:
    """Questions that one paper answers; under a title of their own where there are several."""

    paper: str
    questions: list[AskedFact]

    @property
    def title(self) -> str:
        return f"{self.paper}上的内容" if self.paper else "申报内容"


class ClaimForm(forms.Form):
    """Every question of a claim: `stored` are its answers so far, `recorded` is what the records say.

    Takes any text; `answers()` is what was typed, for claiming.save_draft.
    """

    use_required_attribute = False

    def __init__(
        self, scheme: Scheme, stored: Mapping[str, Any], recorded: Mapping[str, Reading], data: Any = None
    ) -> None:
        self.scheme, self.recorded = scheme, recorded
        super().__init__(data if data is not None else stored_data(stored), prefix=None)
        self._add_head()
        shared = shared_papers(scheme)
        for fact in asked(scheme):
            name = f"{FACT}{fact.name}"
            self.fields[name] = fact_field(fact, self._typed(name), alone=fact.evidence not in shared)
            if may_be_disputed(scheme, fact):
                self.fields[f"{DISPUTE}{fact.name}"] = forms.BooleanField(
                    required=False, label="记录有误，我要更正", initial=False
                )

    def mark(self, places: Iterable[str]) -> "ClaimForm":
        """The form with these questions marked as wrong by the office."""
        for place in places:
            field = self.fields.get(place) or self.fields.get(f"{FACT}{place}")
            if isinstance(field, TypedField):
                field.marked = True
        return self

    def _add_head(self) -> None:
        day, matter = day_wording(self.scheme), self.scheme.matter
        if asks_day(self.scheme):
            self.fields["on"] = TypedField(label=day.label, help_text=day.help, widget=day_widget(self._typed("on")))
        if matter.record:
            self.fields["record"] = TypedField(label=reference_label(self.scheme), widget=forms.HiddenInput())
        elif matter.is_typed:
            help_text = "照原件填写。同一事项只兑付一次，按此项核对。"
            self.fields["reference"] = TypedField(
                label=reference_label(self.scheme), help_text=help_text, widget=_line(120)
            )
        self._add_periods()
        if self.scheme.cap and asks_achievement(self.scheme):
            help_text = f"{self.scheme.cap.label}，按成果累计。"
            self.fields["achievement"] = TypedField(label=ACHIEVEMENT, help_text=help_text, widget=_line(120))
        if self.scheme.amount is not None:
            self.fields["other_policy_amount"] = TypedField(
                needed=False, unit="元", label="同一事项已获本市其他政策的金额", widget=number_widget(),
                help_text="没有则不填。已获的部分会从本项金额中扣除。",
            )  # fmt: skip

    def _add_periods(self) -> None:
        """The months or the year of the matter, where no fact says them."""
        if asks_months(self.scheme):
            self.fields[MONTHS_ANSWER] = TypedField(label=MONTHS, help_text=MONTHS_HELP, widget=_line(300))
        if asks_year(self.scheme):
            help_text = YEAR_HELP if self.scheme.matter.day_ends else RUNNING_YEAR_HELP
            self.fields["year"] = TypedField(label=YEAR, help_text=help_text, widget=number_widget(whole=True))

    def _typed(self, name: str) -> str:
        return str(self.data.get(name) or "")

    def answers(self) -> dict[str, Any]:
        """What was typed, by question; questions that the form does not have are not taken from the request."""
        head = {name: self._typed(name) for name in HEAD if name in self.fields}
        names = [fact.name for fact in asked(self.scheme)]
        facts = {name: self._typed(f"{FACT}{name}") for name in names}
        disputed = [name for name in names if f"{DISPUTE}{name}" in self.fields and self.data.get(f"{DISPUTE}{name}")]
        return {**head, "facts": {name: text for name, text in facts.items() if text}, "disputed": disputed}

    def show_problems(self, problems: Iterable[tuple[str, str]]) -> None:
        """Put each sentence beside its question; what belongs to no question stands on top."""
        self.full_clean()
        for name, sentence in problems:
            field = name if name in self.fields else f"{FACT}{name}"
            self.add_error(field if field in self.fields else None, sentence)

    def groups(self, moot: Collection[str]) -> list[AskedTogether]:
        """The facts in order: those on one paper together, single ones gathered; `moot`: not asked in this mode."""
        found: list[AskedTogether] = []
        for paper, facts in groupby(asked(self.scheme), key=lambda fact: fact.evidence):
            listed = list(facts)
            title = paper if len(listed) > 1 else ""
            if not found or title or found[-1].paper:
                found.append(AskedTogether(title, []))
            found[-1].questions.extend(self._question(fact, moot) for fact in listed)
        return found

    def _question(self, fact: Fact, moot: Collection[str]) -> AskedFact:
        reading = self.recorded.get(fact.name)
        return AskedFact(
            fact=fact,
            field=self[f"{FACT}{fact.name}"],
            dispute=self[f"{DISPUTE}{fact.name}"] if f"{DISPUTE}{fact.name}" in self.fields else None,
            read=fact_value(fact, reading.value) if reading else "",
            source=reading.source if reading else "",
            certified=reading.certified if reading else False,
            entered=entered_as(reading.records) if reading else "",
            when=when_words(self.scheme, fact),
            matters=fact.name not in moot,
            governs=any(other.only_when and other.only_when.fact == fact.name for other in asked(self.scheme)),
        )


def _line(length: int) -> forms.Widget:
    return forms.TextInput(attrs={"maxlength": str(length), "autocomplete": "off"})


def shared_papers(scheme: Scheme) -> set[str]:
    """The papers that answer several questions in a row, and so head a group of their own."""
    runs = ((paper, len(list(facts))) for paper, facts in groupby(asked(scheme), key=lambda fact: fact.evidence))
    return {paper for paper, count in runs if paper and count > 1}


def stored_data(answers: Mapping[str, Any]) -> MultiValueDict[str, str]:
    """A draft's answers as the form sends them."""
    data = MultiValueDict({name: [str(answers.get(name) or "")] for name in HEAD})
    for name, text in answers.get("facts", {}).items():
        data[f"{FACT}{name}"] = str(text)
    for name in answers.get("disputed", []):
        data[f"{DISPUTE}{name}"] = "on"
    return data


def when_words(scheme: Scheme, fact: Fact) -> str:
    """仅在“转化方式”为“技术入股”时填写."""
    if fact.only_when is None:
        return ""
    other = scheme.facts[fact.only_when.fact]
    values = "”或“".join(other.values.get(value, value) for value in fact.only_when.values)
    return f"仅在“{other.label}”为“{values}”时填写。"
