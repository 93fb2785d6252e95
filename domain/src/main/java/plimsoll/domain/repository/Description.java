package plimsoll.domain.repository;

import java.time.Instant;
import java.util.OptionalLong;
import plimsoll.domain.content.GitOid;

/// What the head of the main branch says of a repository.
///
/// @param head the commit described
/// @param changedAt when it was made
/// @param card what the publisher declares
/// @param files how many files it has
/// @param sizeBytes their total size, large files counted in full
/// @param facts what its configuration says, as a JSON object with the protocol's fields (`config`,
///     `transformersInfo`), and how many parameters there are of each type (`parameters`)
/// @param parameters how many parameters its weights' headers count up to; empty without readable weights
public record Description(
        GitOid head, Instant changedAt, Card card, String facts, int files, long sizeBytes, OptionalLong parameters) {
    /// Where there is no configuration, or it was not read along.
    public static final String NO_FACTS = "{}";
}
