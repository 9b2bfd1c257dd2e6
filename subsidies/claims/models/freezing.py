"""What the database itself refuses to change of a claim and its papers, as the bodies of its triggers.

The lists of states come from the table, so that a new state needs a new migration and nothing else.
"""

from subsidies.claims.states import EDITABLE_STATES, FINAL_STATES, SETTLED_STATES, ClaimState


def _listed(states: tuple[str, ...]) -> str:
    return ", ".join(f"'{state}'" for state in states)


HANDED_IN_STAYS = f"""
IF TG_OP = 'DELETE' THEN
    IF OLD.number IS NOT NULL THEN
        RAISE EXCEPTION 'a claim that was handed in is never deleted';
    END IF;
    RETURN OLD;
END IF;
IF OLD.state NOT IN ({_listed(EDITABLE_STATES)}) AND (
    NEW.number, NEW.applicant_id, NEW.scheme_code, NEW.submitted_at, NEW."on", NEW.reference, NEW.record, NEW.told,
    NEW.achievement, NEW.answers, NEW.facts, NEW.receipt
) IS DISTINCT FROM (
    OLD.number, OLD.applicant_id, OLD.scheme_code, OLD.submitted_at, OLD."on", OLD.reference, OLD.record, OLD.told,
    OLD.achievement, OLD.answers, OLD.facts, OLD.receipt
) THEN
    RAISE EXCEPTION 'what was handed in stays as it was handed in';
END IF;
IF OLD.state IN ({_listed(FINAL_STATES)}) AND (
    (NEW.city_id, NEW.decided) IS DISTINCT FROM (OLD.city_id, OLD.decided)
    OR (NEW.state <> OLD.state
        AND NOT (OLD.state IN ({_listed(SETTLED_STATES)}) AND NEW.state = '{ClaimState.ACCEPTED}'))
) THEN
    RAISE EXCEPTION 'a claim that is decided stays as it was decided';
END IF;
RETURN NEW;
"""

EVIDENCE_STAYS = f"""
IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'a paper of a claim is added or taken out, never changed';
END IF;
IF EXISTS (
    SELECT 1 FROM claims_claim WHERE id = COALESCE(NEW.claim_id, OLD.claim_id)
    AND state NOT IN ({_listed(EDITABLE_STATES)}) AND number IS NOT NULL
) THEN
    RAISE EXCEPTION 'the papers of a claim stay as they were handed in';
END IF;
RETURN COALESCE(NEW, OLD);
"""  # nosec B608: names of our own states
