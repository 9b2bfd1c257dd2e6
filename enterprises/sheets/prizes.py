"""Sheets of prizes, deals and vouchers."""

from accounts.adminkit.sheets import ScopedResource
from enterprises.models import Deal, Prize, Voucher
from enterprises.registers.sheets import OwnedResource


class PrizeResource(OwnedResource):
    """Prizes, found by kind, name and the number of the certificate."""

    left_empty = ("contest", "rank")

    class Meta(ScopedResource.Meta):
        model = Prize
        import_id_fields = ("kind", "name", "certificate_no")
        fields = (
            "applicant", "applicant_name", "kind", "name", "level", "prize", "grade", "contest", "rank",
            "certificate_no", "awarded_on", "upper_reward_fen", "first_completing_unit", "project_title", "source",
        )  # fmt: skip


class DealResource(OwnedResource):
    """Deals, found by applicant and contract."""

    class Meta(ScopedResource.Meta):
        model = Deal
        import_id_fields = ("applicant", "contract_no")
        fields = (
            "applicant", "applicant_name", "contract_no", "product", "product_name", "buyer", "deal_fen", "closed_on",
            "purchase_agreement", "source",
        )  # fmt: skip


class VoucherResource(OwnedResource):
    """Vouchers, found by their number."""

    class Meta(ScopedResource.Meta):
        model = Voucher
        import_id_fields = ("voucher_no",)
        fields = ("applicant", "applicant_name", "voucher_no", "service", "provider", "cost_fen", "used_on", "source")
