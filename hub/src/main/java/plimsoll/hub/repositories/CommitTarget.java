package plimsoll.hub.repositories;

import java.util.Optional;
import plimsoll.domain.repository.RefName;

/// Reads the revision of a request that changes a branch.
final class CommitTarget {
    private CommitTarget() {}

    /// The ref that commits to `revision` move: a branch by its short or full name, or a pull request's. Empty for
    /// what can only be read, such as a tag.
    static Optional<RefName> of(String revision) {
        if (revision.equals("HEAD")) {
            return Optional.of(RefName.MAIN);
        }
        if (!revision.startsWith("refs/")) {
            return RefName.branch(revision);
        }
        return Optional.of(revision)
                .filter(RefName::isRefName)
                .map(RefName::new)
                .filter(ref -> !ref.isTag());
    }

    /// Whether a first commit may go there: every repository begins with its main branch.
    static boolean canBegin(String revision) {
        return of(revision).filter(RefName.MAIN::equals).isPresent();
    }
}
