package plimsoll.domain.repository;

import java.util.Optional;
import plimsoll.domain.content.GitOid;

/// A ref going from one object to another. Made only if the ref still is where the mover saw it (compare-and-set).
///
/// @param ref which
/// @param from where the mover saw it; empty to create it
/// @param to where it goes; empty to delete it
public record RefMove(RefName ref, Optional<GitOid> from, Optional<GitOid> to) {
    public RefMove {
        if (from.isEmpty() && to.isEmpty()) {
            throw new IllegalArgumentException("a ref cannot go from nowhere to nowhere: " + ref);
        }
    }
}
