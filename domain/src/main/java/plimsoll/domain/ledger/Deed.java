package plimsoll.domain.ledger;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Something that was done on this hub and must not be forgotten.
///
/// @param kind what was done
/// @param actor the account that did it, `anonymous`, or `plimsoll` when the hub did it itself
/// @param subject what it was done to: a repository's id, an account's name
/// @param details what an auditor needs besides, by name; never a secret, never content
public record Deed(Kind kind, String actor, String subject, SortedMap<String, String> details) {
    /// The hub itself, as an actor.
    public static final String PLIMSOLL = "plimsoll";

    public Deed {
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    /// A deed with its details in any order.
    public static Deed of(Kind kind, String actor, String subject, Map<String, String> details) {
        return new Deed(kind, actor, subject, new TreeMap<>(details));
    }

    /// The kinds of deed that are recorded. To add one, name it here; `hub.ledger.Disclosure` then does not compile
    /// until it says what the public log tells of it.
    public enum Kind {
        ACCOUNT_OPENED,
        ACCOUNT_CHANGED,
        ROLE_CHANGED,
        STANDING_CHANGED,
        SIGN_IN_LINK_ISSUED,
        ORGANISATION_FOUNDED,
        MEMBERSHIP_CHANGED,
        INVITATION_ISSUED,
        INVITATION_WITHDRAWN,
        TOKEN_ISSUED,
        TOKEN_REVOKED,
        SIGNED_IN,
        DEVICE_APPROVED,
        APP_APPROVED,
        REPOSITORY_CREATED,
        REPOSITORY_DUPLICATED,
        REPOSITORY_MOVED,
        REPOSITORY_DELETED,
        SETTINGS_CHANGED,
        REFS_MOVED,
        LARGE_FILE_RECEIVED,
        LARGE_FILE_REMOVED,
        PLAN_SET,
        PLAN_REFUSED,
        LIMIT_EXCEEDED,
        STAGE_REACHED,
        INCIDENT_CHANGED,
        INCIDENT_REPORTED,
        INCIDENT_TRIAGED,
        INCIDENT_OVERDUE,
        INCIDENT_NOTIFIED,
        INCIDENT_ENDED,
        COMMIT_RELEASED,
        COMMIT_HELD,
        HOLD_WAIVED,
        INSPECTION_CALLED,
        ACCESS_ASKED,
        ACCESS_DECIDED,
        ACCESS_DENIED,
        AGREEMENT_MADE,
        AGREEMENT_CHANGED,
        COPY_ISSUED,
        HOLDERS_READ,
        RELEASE_RECALLED,
        RECALL_LIFTED,
        LOG_KEY_ADDED,
        MODEL_SIGNED,
        PUBLISHER_KEY_ADDED,
        PUBLISHER_KEY_REMOVED,
        MODEL_REPRODUCED,
        RECORDS_EXPORTED,
        STRIKE_ISSUED,
        STRIKE_APPEALED,
        APPEAL_ANSWERED,
        TEXTS_READ,
        LINE_HELD,
        LINE_EXEMPTED,
        DUTY_ASSIGNED,
        DUTY_MET,
        DUTY_REOPENED,
        DUTY_OVERDUE,
        FACTS_DECLARED,
        FACTS_ATTESTED,
        PACK_PROPOSED,
        PACK_DECIDED,
        PERSONAL_DATA_SCANNED
    }
}
