package plimsoll.hub.attestation;

import java.time.Instant;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;

/// What somebody says came of training a model again. The hub vouches for what it published, and for who said what
/// they trained; that they trained is their word.
///
/// @param commit whose weights were trained again
/// @param by the account that says so
/// @param at when
/// @param published the hash of the weights in that commit
/// @param trained the hash of the weights that came of it
/// @param software what trained, as `Plimsoll 0.1.0`
/// @param entry the entry of the public log that has it
public record Reproduction(
        GitOid commit, String by, Instant at, Sha256 published, Sha256 trained, String software, long entry) {
    /// Whether the weights are the same bytes.
    public boolean isSame() {
        return published.equals(trained);
    }
}
