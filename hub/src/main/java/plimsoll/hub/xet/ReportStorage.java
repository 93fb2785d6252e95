package plimsoll.hub.xet;

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

    /// What the repository's large files take.
    public Recipes.Storage of(Pass pass) {
        return recipes.storage(pass.require(Intent.WRITE).repository().id());
    }
}
