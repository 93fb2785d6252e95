package plimsoll.hub.xet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.content.Blobs;

/// How files are put together out of xorbs, and what Xet's clients call them. Clients cut files differently, so that a
/// file may have several such ids; the recipe is one.
///
/// Safe for use by any number of threads. What changes something belongs into a transaction. Every implementation
/// passes `XetStoresContract`.
public interface Recipes {
    /// The recipe of a file.
    Optional<Recipe> of(Sha256 file);

    /// How large a file is that has a recipe.
    Optional<Pointer> pointer(Sha256 file);

    /// Keeps a recipe; where the file has one, that one stays.
    void keep(Recipe recipe, Instant at);

    /// Notes that clients call a file by this id.
    void name(XetHash id, Sha256 file);

    /// The file of an id.
    Optional<Sha256> named(XetHash id);

    /// An id for each of those files that have a recipe.
    Map<Sha256, XetHash> ids(Set<Sha256> files);

    /// Files whose recipes need a xorb: the first, which is likely to need all of it, then the latest; at most `limit`.
    List<Sha256> using(XetHash xorb, int limit);

    /// Every file with a recipe, by hash from after `after`, at most `limit`. None has a size: its bytes are xorbs'.
    List<Blobs.Kept> list(String after, int limit);

    /// Forgets a file's recipe and ids, and every xorb whose bytes are in the blob of this name.
    ///
    /// @throws RuntimeException when a recipe needs one of those xorbs: nothing is forgotten
    void forget(Sha256 blob);

    /// Other files with recipes that commits of a repository name, the nearest in size to `file`: those as large and
    /// larger ones, of equals the latest first, at most `limit`; then smaller ones, at most as many.
    List<Sha256> akin(RepositoryId repository, Pointer file, int limit);

    /// Notes that a file's own bytes lie beside the chunks that make it, and until when they are to stay. Does nothing
    /// where it has no recipe, nor where a xorb lies in those bytes.
    void besideUntil(Sha256 file, Instant until);

    /// Files whose own bytes need not stay any longer, at most `limit`.
    List<Sha256> besideDue(Instant now, int limit);

    /// Notes that no bytes lie beside a file's chunks, or that they are to stay.
    void alone(Sha256 file);

    /// Large files that commits name and that have no recipe yet, by hash from after `after`, at most `limit`.
    List<Pointer> uncut(String after, int limit);

    /// What a repository's large files take.
    Storage storage(RepositoryId repository);

    /// What a repository's large files take.
    ///
    /// @param logicalBytes their sizes together
    /// @param storedBytes what the store keeps for them, bytes that are about to go among it; what several of them
    ///     share counts once
    record Storage(long logicalBytes, long storedBytes) {
        /// How much their common parts, and compression, save.
        public long savedBytes() {
            return Math.max(0, logicalBytes - storedBytes);
        }
    }
}
