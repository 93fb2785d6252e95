package plimsoll.hub.xet;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.xet.KnownChunks;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.repositories.ClaimLargeFile;

/// Finds the chunks that a file may be made of: those of files of its own repositories, and those that are anybody's.
/// What is on terms, withheld or another repository's own is shared with nothing elsewhere: readers of one file would
/// learn from the names of its xorbs that there is another.
///
/// Safe for use by any number of threads.
public final class FindShared {
    /// A file in more repositories is made of no other's chunks: too many would have to be asked.
    private static final int REPOSITORIES = 8;
    /// Files whose chunks are looked at, of those that are likely to have some in common with it.
    private static final int FILES = 32;
    /// Some 13 GB of the likeliest files, and 26 MB of memory.
    private static final int CHUNKS = 200_000;
    /// Chunks by which others are looked for: as many as a file of 16 GiB has on average.
    private static final int ASKED_FOR = 256;
    /// Xorbs with such a chunk, and files that need such a xorb.
    private static final int LOOKS = 4;

    private static final Recipient ANYBODY = new Recipient.Stranger();

    private final Xorbs xorbs;
    private final Recipes recipes;
    private final LargeFiles files;
    private final ClaimLargeFile claims;

    /// Among what `recipes` make of `xorbs`, as far as `claims` would let anybody have it.
    public FindShared(Xorbs xorbs, Recipes recipes, LargeFiles files, ClaimLargeFile claims) {
        this.xorbs = xorbs;
        this.recipes = recipes;
        this.files = files;
        this.claims = claims;
    }

    /// The chunks that `file` may be made of.
    ///
    /// @param chunks its own
    /// @param firsts what clients call the first of them
    KnownChunks with(Pointer file, List<XetHash> chunks, Set<XetHash> firsts) throws IOException {
        var known = new KnownChunks();
        var homes = files.repositoriesWith(file.content(), REPOSITORIES + 1);
        if (homes.isEmpty() || homes.size() > REPOSITORIES) {
            return known;
        }
        var told = new HashSet<Term>();
        for (var other : likely(file, homes, chunks, firsts)) {
            if (isShared(other, homes)) {
                for (var term : recipes.of(other).map(Recipe::terms).orElse(List.of())) {
                    var names =
                            told.add(term) && known.count() < CHUNKS ? xorbs.chunks(term.xorb()) : List.<XetHash>of();
                    if (names.size() >= term.end()) {
                        known.add(term.xorb(), term.start(), names.subList(term.start(), term.end()));
                    }
                }
            }
        }
        return known;
    }

    private Set<Sha256> likely(Pointer file, List<RepositoryId> homes, List<XetHash> chunks, Set<XetHash> firsts) {
        var likely = new LinkedHashSet<Sha256>();
        Stream.concat(firsts.stream(), chunks.stream().filter(XetHash::isAskedFor))
                .distinct()
                .limit(ASKED_FOR)
                .flatMap(chunk -> xorbs.with(chunk, LOOKS).stream())
                .distinct()
                .flatMap(xorb -> recipes.using(xorb, LOOKS).stream())
                .distinct()
                .limit(FILES)
                .forEach(likely::add);
        homes.forEach(home -> likely.addAll(recipes.akin(home, file, FILES / 2)));
        likely.remove(file.content());
        return likely;
    }

    private boolean isShared(Sha256 other, List<RepositoryId> homes) throws IOException {
        for (var home : homes) {
            if (claims.find(ANYBODY, home, other).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
