"""The REST interface: schemes, a reckoning without storage, one's own claims. Each view calls what the pages call."""

from typing import Any

from rest_framework import serializers
from rest_framework.generics import GenericAPIView, ListAPIView, RetrieveAPIView

from accounts.actor import actor_of
from accounts.scope.permissions import Applicants
from core.values.money import to_yuan
from subsidies.awards.selectors import award_of, standing_fen, with_award
from subsidies.claims.models import Claim
from subsidies.claims.states import CLAIM


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    """One's own claim."""

    id = serializers.UUIDField(source="public_id")
    scheme = serializers.CharField(source="scheme_code")
    enterprise = serializers.CharField(source="applicant.name")
    state_label = serializers.SerializerMethodField()
    amount = serializers.SerializerMethodField()

    class Meta:
        model = Claim
        fields = (
            "id", "number", "scheme", "enterprise", "state", "state_label", "on", "reference", "amount", "submitted_at",
        )  # fmt: skip

    def get_state_label(self, claim: Claim) -> str:
        return CLAIM.state(claim).label_applicant

    def get_amount(self, claim: Claim) -> str | None:
        """Yuan with two decimals once awarded, else null."""
        award = award_of(claim)
        return f"{to_yuan(standing_fen(award)):.2f}" if award else None


class OwnClaims(GenericAPIView[Claim]):
    """What both claim views share: the caller's own applicants' claims and nothing else."""

    permission_classes = (Applicants,)
    serializer_class = ClaimSerializer

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return Claim.objects.none()
        actor = actor_of(self.request.user)
        own = Claim.objects.visible_to(actor).filter(applicant_id__in=actor.applicant_ids)
        return with_award(own.select_related("applicant"))


class ClaimList(OwnClaims, ListAPIView[Claim]):
    """The caller's claims, newest first."""


class ClaimDetail(OwnClaims, RetrieveAPIView[Claim]):
    """One of the caller's claims."""

    lookup_field = "public_id"
