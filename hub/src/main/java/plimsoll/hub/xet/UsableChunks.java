package plimsoll.hub.xet;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.repositories.ClaimLargeFile;
import plimsoll.hub.repositories.Pass;

/// Which chunks the committers of one repository may name without sending them: those of xorbs received there, and
/// those of files that they could claim without sending them. Of a xorb that was filled elsewhere only the chunks of
/// such a file count: its others may be of something secret.
///
/// For one request and one thread: it remembers what it found.
final class UsableChunks {
    /// Of how many files that need a xorb it is asked whether they may be claimed.
    private static final int LOOKS = 8;

    private final Xorbs xorbs;
    private final Recipes recipes;
    private final ClaimLargeFile claims;
    private final Pass pass;
    private final Map<XetHash, BitSet> known = new HashMap<>();

    UsableChunks(Xorbs xorbs, Recipes recipes, ClaimLargeFile claims, Pass pass) {
        this.xorbs = xorbs;
        this.recipes = recipes;
        this.claims = claims;
        this.pass = pass;
    }

    /// Whether the chunks of a xorb from `first` to before `end` may be named.
    ///
    /// @param count how many chunks it has
    boolean may(XetHash xorb, int first, int end, int count) throws IOException {
        var usable = known.get(xorb);
        if (usable == null) {
            usable = of(xorb, count);
            known.put(xorb, usable);
        }
        return usable.nextClearBit(first) >= end;
    }

    private BitSet of(XetHash xorb, int count) throws IOException {
        var repository = pass.repository().id();
        var usable = new BitSet(count);
        if (xorbs.wasReceivedIn(repository, xorb)) {
            usable.set(0, count);
            return usable;
        }
        for (var file : recipes.using(xorb, LOOKS)) {
            if (claims.find(pass.recipient(), repository, file).isPresent()) {
                recipes.of(file)
                        .ifPresent(recipe -> recipe.terms().stream()
                                .filter(term -> term.xorb().equals(xorb))
                                .forEach(term -> usable.set(term.start(), term.end())));
            }
        }
        return usable;
    }
}
