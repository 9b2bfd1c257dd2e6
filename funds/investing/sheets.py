"""Sheets of funds."""

from accounts.adminkit.sheets import ScopedResource
from funds.models import Fund


class FundResource(ScopedResource):
    """Funds, found by name; sizes in yuan."""

    class Meta(ScopedResource.Meta):
        model = Fund
        import_id_fields = ("name",)
        fields = ("name", "size_fen", "status", "set_up_on", "source")
