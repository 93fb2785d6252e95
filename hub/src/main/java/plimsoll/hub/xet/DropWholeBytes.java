package plimsoll.hub.xet;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.content.BlobHolders;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.Condemned;
import plimsoll.hub.ledger.Transactions;

/// Takes away the own bytes of files that are made of chunks as well, once their grace is over. Whoever opens such a
/// file from then on gets it out of its chunks, under the same name; whoever has it open reads on.
///
/// The bytes go inside a transaction that has locked the file's name, so that nobody links or cuts it meanwhile. A
/// crash leaves them or takes them: the chunks make the file either way.
///
/// Safe for use by any number of threads and processes.
public final class DropWholeBytes {
    /// How long they stay: longer than another machine on the same store goes on with what it has just looked up.
    public static final Duration GRACE = Duration.ofMinutes(10);
    /// Looked at again so much later, since a disk may bring back after a power cut what was deleted just before.
    static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private static final int AT_ONCE = 16;

    private final Blobs whole;
    private final Xorbs xorbs;
    private final Recipes recipes;
    private final List<BlobHolders> readers;
    private final Condemned condemned;
    private final Transactions transactions;
    private final InstantSource clock;

    /// Takes them from `whole`.
    ///
    /// @param readers who reads the bytes in `whole` by themselves and not as a file made of chunks
    public DropWholeBytes(
            Blobs whole,
            Xorbs xorbs,
            Recipes recipes,
            List<BlobHolders> readers,
            Condemned condemned,
            Transactions transactions,
            InstantSource clock) {
        this.whole = whole;
        this.xorbs = xorbs;
        this.recipes = recipes;
        this.readers = List.copyOf(readers);
        this.condemned = condemned;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Takes the next few that are due.
    ///
    /// @return how many it took
    public int turn() throws IOException {
        int dropped = 0;
        for (var file : recipes.besideDue(clock.instant(), AT_ONCE)) {
            dropped += transactions.<Boolean, IOException>run(() -> drop(file)) ? 1 : 0;
        }
        return dropped;
    }

    private boolean drop(Sha256 file) throws IOException {
        if (!condemned.claim(file) || recipes.pointer(file).isEmpty()) {
            return false; // it is on its way out as a whole
        }
        boolean isNeeded = !xorbs.leave(file)
                || readers.stream()
                        .anyMatch(reader -> !reader.held(Set.of(file)).isEmpty());
        if (isNeeded || !whole.has(file)) {
            recipes.alone(file);
            return false;
        }
        whole.delete(file);
        recipes.besideUntil(file, clock.instant().plus(LOOK_AGAIN));
        return true;
    }
}
