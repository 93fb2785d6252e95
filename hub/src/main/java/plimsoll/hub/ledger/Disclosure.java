package plimsoll.hub.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.CanonicalJson;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;
import plimsoll.domain.ledger.LogEntry;
import plimsoll.domain.ledger.Seal;

/// What the public log tells of a kind of deed. A field is open only when it stands here as open; everything else a
/// deed says is sealed, so that the log commits the hub to it without telling it. The actor is always sealed, and so
/// is the hash of the journal's link: whoever has the journal can check that nobody rewrote it.
///
/// Open is what names a thing by a number or a hash. Names of people, organisations, repositories and branches are
/// sealed: a log forgets nothing, and a private repository must not show in it.
///
/// @param type what entries of it are called, with their version
/// @param open the fields that everybody may read
public record Disclosure(String type, SortedSet<String> open) {
    private static final String ACTOR = "actor";
    private static final String SUBJECT = "subject";
    private static final String JOURNAL = "journal";
    private static final String STATEMENT = "statement";
    private static final Set<String> OURS = Set.of(ACTOR, SUBJECT, JOURNAL);

    /// What is told of a kind of deed; empty for those that no release depends on, which stay in the journal.
    public static Optional<Disclosure> of(Deed.Kind kind) {
        return switch (kind) {
            case REPOSITORY_CREATED -> told("repository-created/v1", SUBJECT, "visibility");
            case REPOSITORY_DUPLICATED -> told("repository-duplicated/v1", SUBJECT, "source");
            case REPOSITORY_MOVED -> told("repository-moved/v1", SUBJECT);
            case REPOSITORY_DELETED -> told("repository-deleted/v1", SUBJECT);
            case SETTINGS_CHANGED -> told("settings-changed/v1", SUBJECT, "visibility");
            case REFS_MOVED -> told("refs-moved/v1", SUBJECT, "from", "to");
            case ROLE_CHANGED -> told("role-changed/v1");
            case STANDING_CHANGED -> told("standing-changed/v1"); // a suspension with its reason, or its end
            case MEMBERSHIP_CHANGED -> told("membership-changed/v1");
            case PLAN_SET -> told("plan-set/v1", SUBJECT, "level", "visibility", STATEMENT);
            case PLAN_REFUSED -> told("plan-refused/v1", SUBJECT, STATEMENT);
            case LIMIT_EXCEEDED -> told("limit-exceeded/v1", SUBJECT, "level", "limit");
            case STAGE_REACHED -> told("stage-reached/v1", SUBJECT, "level", "visibility", STATEMENT);
            case INCIDENT_CHANGED -> told("incident-changed/v1", SUBJECT, "open");
            case COMMIT_RELEASED -> told("commit-released/v1", SUBJECT, "commit", STATEMENT);
            case COMMIT_HELD -> told("commit-held/v1", SUBJECT, "commit", "inspector");
            case ACCESS_ASKED -> told("access-asked/v1", SUBJECT, "terms", "status");
            case ACCESS_DECIDED -> told("access-decided/v1", SUBJECT, "status");
            case ACCESS_DENIED -> told("access-denied/v1", SUBJECT, "rule");
            case AGREEMENT_MADE -> told("agreement-made/v1");
            case AGREEMENT_CHANGED -> told("agreement-changed/v1");
            case COPY_ISSUED -> told("copy-issued/v1", SUBJECT);
            case HOLDERS_READ -> told("holders-read/v1", SUBJECT);
            case RECORDS_EXPORTED -> told("records-exported/v1", "records");
            case RELEASE_RECALLED -> told("recalled/v1", SUBJECT, STATEMENT);
            case RECALL_LIFTED -> told("recall-lifted/v1", SUBJECT, "number", STATEMENT);
            case LOG_KEY_ADDED -> told("log-key-added/v1", SUBJECT, "vkey");
            case MODEL_SIGNED -> told("model-signed/v1", SUBJECT, "commit", "files", "bundle", "key");
            case PUBLISHER_KEY_ADDED -> told("publisher-key-added/v1", "key");
            case PUBLISHER_KEY_REMOVED -> told("publisher-key-removed/v1", "key");
            case MODEL_REPRODUCED -> told("model-reproduced/v1", SUBJECT, "commit", "published", "trained", "same");
            default -> ofWatching(kind);
        };
    }

    // What is done about what models are, and how they are used.
    private static Optional<Disclosure> ofWatching(Deed.Kind kind) {
        return switch (kind) {
            // Of what an incident is about nobody learns from the log: a report is not yet a fact.
            case INCIDENT_REPORTED -> told("incident-reported/v1", "incident");
            case INCIDENT_TRIAGED -> told("incident-triaged/v1", "incident", "severity", "clocks", "aware");
            case INCIDENT_OVERDUE -> told("incident-overdue/v1", "incident", "deadline", "due");
            case INCIDENT_NOTIFIED -> told("incident-notified/v1", "incident", "deadline", "due", "sent", "sha256");
            case INCIDENT_ENDED -> told("incident-ended/v1", "incident", "state", "sha256");
            case HOLD_WAIVED -> told("hold-waived/v1", SUBJECT, "commit", "state", "until");
            case INSPECTION_CALLED -> told("inspection-called/v1", SUBJECT, "state");
            case STRIKE_ISSUED -> told("strike-issued/v1", "step", "rule", "policy", "guard", "until");
            case STRIKE_APPEALED -> told("strike-appealed/v1");
            case APPEAL_ANSWERED -> told("appeal-answered/v1", "overturned");
            case TEXTS_READ -> told("texts-read/v1", "texts"); // who read whose, and why, is sealed
            case LINE_HELD -> told("line-held/v1", SUBJECT, "component", "from", "to", "facts");
            case LINE_EXEMPTED -> told("line-exempted/v1", SUBJECT, "level", "until");
            case DUTY_ASSIGNED, DUTY_MET, DUTY_REOPENED, DUTY_OVERDUE -> duty(kind);
            case FACTS_DECLARED -> told("facts-declared/v1", SUBJECT, "commit", "key", STATEMENT);
            case FACTS_ATTESTED -> told("facts-attested/v1", SUBJECT, "commit", "key", STATEMENT);
            case PACK_PROPOSED -> told("pack-proposed/v1", SUBJECT, "number", "sha256", "before");
            case PACK_DECIDED -> told("pack-decided/v1", SUBJECT, "number", "state", "sha256", "before");
            case PERSONAL_DATA_SCANNED -> told("personal-data-scanned/v1", SUBJECT, "commit", "rules");
            case ACCOUNT_OPENED,
                    ACCOUNT_CHANGED,
                    SIGN_IN_LINK_ISSUED,
                    ORGANISATION_FOUNDED,
                    INVITATION_ISSUED,
                    INVITATION_WITHDRAWN,
                    TOKEN_ISSUED,
                    TOKEN_REVOKED,
                    SIGNED_IN,
                    DEVICE_APPROVED,
                    APP_APPROVED,
                    LARGE_FILE_RECEIVED,
                    LARGE_FILE_REMOVED -> Optional.empty();
            default -> throw new IllegalStateException("nobody has said what the log tells of " + kind);
        };
    }

    // Which rule applies, and who has to do what about it, is for those who may see the line.
    private static Optional<Disclosure> duty(Deed.Kind kind) {
        var type = kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "/v1";
        return told(type, SUBJECT, "duty", "since", "round", "due");
    }

    /// The schema of every type of entry, as JSON Schema, by the entry's `type`.
    public static String schemas() {
        var schemas = new ArrayList<Map<String, ?>>();
        for (var kind : Deed.Kind.values()) {
            of(kind).ifPresent(disclosure -> schemas.add(disclosure.schema()));
        }
        return CanonicalJson.of(Map.of(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "title",
                "An entry of a Plimsoll hub's log",
                "oneOf",
                schemas));
    }

    /// The entry that a link of the journal makes, sealed with `salt`.
    public LogEntry entry(Link link, Bytes salt) {
        var told = new TreeMap<String, String>();
        var sealed = new TreeMap<String, Sha256>();
        fields(link).forEach((field, text) -> {
            if (open.contains(field)) {
                told.put(field, text);
            } else {
                sealed.put(field, Seal.of(Seal.saltOf(salt, field), field, text));
            }
        });
        return new LogEntry(type, link.at(), told, sealed);
    }

    /// What opens each sealed field of the entry that a link made.
    public List<Opening> openings(Link link, Bytes salt) {
        var openings = new ArrayList<Opening>();
        fields(link).forEach((field, text) -> {
            if (!open.contains(field)) {
                openings.add(new Opening(field, Seal.saltOf(salt, field), text));
            }
        });
        return openings;
    }

    /// What opens one sealed field.
    ///
    /// @param field which
    /// @param salt the field's salt
    /// @param text what was sealed
    public record Opening(String field, Bytes salt, String text) {}

    private static SortedMap<String, String> fields(Link link) {
        var deed = link.deed();
        var fields = new TreeMap<>(deed.details());
        if (OURS.stream().anyMatch(fields::containsKey)) {
            throw new IllegalArgumentException("a deed's details may not be called any of " + OURS);
        }
        fields.put(ACTOR, deed.actor());
        fields.put(SUBJECT, deed.subject());
        fields.put(JOURNAL, link.hash().hex());
        return fields;
    }

    private Map<String, ?> schema() {
        var texts = new TreeMap<String, Object>();
        open.forEach(field -> texts.put(field, Map.of("type", "string")));
        return Map.of(
                "type",
                "object",
                "additionalProperties",
                false,
                "required",
                List.of("open", "sealed", "t", "type"),
                "properties",
                Map.of(
                        "type",
                        Map.of("const", type),
                        "t",
                        Map.of("type", "integer", "description", "milliseconds since 1970"),
                        "open",
                        Map.of("type", "object", "additionalProperties", false, "properties", texts),
                        "sealed",
                        Map.of(
                                "type",
                                "object",
                                "required",
                                List.of(ACTOR, JOURNAL),
                                "additionalProperties",
                                Map.of("type", "string", "pattern", "^[0-9a-f]{64}$"))));
    }

    private static Optional<Disclosure> told(String type, String... open) {
        return Optional.of(new Disclosure(type, new TreeSet<>(Arrays.asList(open))));
    }
}
