package plimsoll.domain.attestation;

import java.util.List;
import java.util.Map;
import plimsoll.domain.ledger.CanonicalJson;

/// What a hub states about a release, as an in-toto statement (v1).
///
/// @param type what sort of statement it is: one of the constants here
/// @param name what it is about, by its address on the hub
/// @param digest what it is about, by hash: `gitCommit` for a commit, else `sha256` of the release plan's text
/// @param predicate what is stated, as values to write as JSON
public record ReleaseStatement(String type, String name, Map<String, String> digest, Map<String, Object> predicate) {
    /// Of a decision how openly something is released.
    public static final String DECISION = "https://plimsoll.dev/release-decision/v1";
    /// Of a recall, or of its end.
    public static final String RECALL = "https://plimsoll.dev/recall/v1";
    /// Of what a publisher declares of a revision.
    public static final String DECLARATION = "https://plimsoll.dev/declaration/v1";
    /// Of what somebody else attests of one.
    public static final String ATTESTATION = "https://plimsoll.dev/attestation/v1";

    public ReleaseStatement {
        digest = Map.copyOf(digest);
        predicate = Map.copyOf(predicate);
    }

    /// As it is signed.
    public String json() {
        return CanonicalJson.of(Map.of(
                "_type",
                "https://in-toto.io/Statement/v1",
                "subject",
                List.of(Map.of("name", name, "digest", digest)),
                "predicateType",
                type,
                "predicate",
                predicate));
    }
}
