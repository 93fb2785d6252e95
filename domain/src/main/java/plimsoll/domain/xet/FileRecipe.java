package plimsoll.domain.xet;

import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;

/// What a file is made of, as its sender says: nothing of it is known to be true.
///
/// @param name what the sender calls it
/// @param terms its parts in their order
/// @param verifications for each term what [Hashing#verification] gives; none when the sender gave none
/// @param content the SHA-256 of the whole, which only shards for buckets may lack
public record FileRecipe(XetHash name, List<Term> terms, List<XetHash> verifications, Optional<Sha256> content) {
    public FileRecipe {
        terms = List.copyOf(terms);
        verifications = List.copyOf(verifications);
        if (!verifications.isEmpty() && verifications.size() != terms.size()) {
            throw new IllegalArgumentException(verifications.size() + " verifications of " + terms.size() + " terms");
        }
    }

    /// The size of the whole.
    public long sizeBytes() {
        return terms.stream().mapToLong(Term::rawBytes).sum();
    }
}
