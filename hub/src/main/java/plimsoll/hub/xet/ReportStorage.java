package plimsoll.hub.xet;

import java.util.Optional;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Intent;
import plimsoll.hub.repositories.Pass;

/// Tells those who write to a repository what its large files take: how large they are, what the store keeps for them,
/// and what their common parts save.
///
/// Safe for use by any number of threads.
public final class ReportStorage {
    private final Recipes recipes;

    /// Of what `recipes` make.
    public ReportStorage(Recipes recipes) {
        this.recipes = recipes;
    }

    /// What the repository's large files take; empty for those who may not write.
    public Optional<Recipes.Storage> of(Pass pass) {
        return pass.may(Intent.WRITE) instanceof Admitted
                ? Optional.of(recipes.storage(pass.repository().id()))
                : Optional.empty();
    }
}
