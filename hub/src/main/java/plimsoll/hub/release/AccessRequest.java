package plimsoll.hub.release;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.release.Holdings.Status;
import plimsoll.domain.repository.RepositoryId;

/// That somebody asked for what a repository has on terms, or was granted it unasked, and what became of it.
///
/// @param repository which repository
/// @param holder an account, or an organisation whose members share the grant
/// @param status what became of it
/// @param terms the hash of the text they accepted; empty where the publisher granted it unasked
/// @param fields what they answered to the publisher's form
/// @param askedAt when they asked, or were granted it
/// @param decidedAt when it was decided
/// @param until when the grant ends; empty when it does not
/// @param reason why it was decided so, in the publisher's words; may be empty
public record AccessRequest(
        RepositoryId repository,
        Namespace holder,
        Status status,
        Optional<Sha256> terms,
        Map<String, String> fields,
        Instant askedAt,
        Optional<Instant> decidedAt,
        Optional<Instant> until,
        String reason) {
    /// The longest reason, as in the ecosystem's protocol.
    public static final int MAX_REASON_CHARACTERS = 200;

    public AccessRequest {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /// The same request, decided.
    AccessRequest decided(Status now, Instant at, Optional<Instant> end, String why) {
        return new AccessRequest(repository, holder, now, terms, fields, askedAt, Optional.of(at), end, why);
    }
}
