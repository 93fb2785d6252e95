package plimsoll.backends.sql;

import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import plimsoll.domain.content.Sha256;

/// Hashes in statements.
final class Names {
    private Names() {}

    /// What `query` finds in its column `sha256` when `<candidates>` in it are these.
    static Set<Sha256> among(Handle handle, String query, Set<Sha256> candidates) {
        if (candidates.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(handle.createQuery(query)
                .bindList("candidates", candidates.stream().map(Sha256::hex).toList())
                .map((row, _) -> new Sha256(row.getString("sha256")))
                .list());
    }
}
