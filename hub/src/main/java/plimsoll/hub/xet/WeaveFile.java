package plimsoll.hub.xet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.xet.SharedCut;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.content.BlobLeaving;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.Condemned;
import plimsoll.hub.ledger.Transactions;

/// Makes a file that came whole of chunks that are here, and keeps what of it is nowhere else in a blob of its own,
/// raw. Nothing is taken away here: [DropWholeBytes] does that, a grace later. A crash after any step leaves the
/// file as it was, and beside it at most a blob or xorbs that nothing needs.
///
/// Safe for use by any number of threads.
public final class WeaveFile {
    private static final Logger LOG = LoggerFactory.getLogger(WeaveFile.class);
    private static final int BUFFER_BYTES = 1 << 20;

    private final Blobs whole;
    private final Xorbs xorbs;
    private final Recipes recipes;
    private final OpenXorb open;
    private final Condemned condemned;
    private final Transactions transactions;
    private final InstantSource clock;

    /// Weaves files that lie in `whole`.
    public WeaveFile(
            Blobs whole,
            Xorbs xorbs,
            Recipes recipes,
            OpenXorb open,
            Condemned condemned,
            Transactions transactions,
            InstantSource clock) {
        this.whole = whole;
        this.xorbs = xorbs;
        this.recipes = recipes;
        this.open = open;
        this.condemned = condemned;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Makes `file` as `cut` says, once it was read back out of its chunks and is what it was.
    ///
    /// @param id what clients call it
    /// @param firsts what they call its first chunk
    /// @return false when it is better left whole, because its chunks do not make it
    /// @throws BlobLeaving when something it is to be made of is being removed
    boolean weave(Pointer file, SharedCut cut, XetHash id, Set<XetHash> firsts) throws IOException {
        keepXorbs(file.content(), cut, keepStretches(file.content(), cut.kept()));
        if (!file.content().equals(hash(cut.terms()))) {
            LOG.error("the chunks of {} do not make it: it stays whole", file.content());
            return false;
        }
        return transactions.<Boolean, IOException>run(() -> {
            var claimed = new HashSet<Sha256>();
            for (var term : cut.terms()) {
                var home = xorbs.find(term.xorb())
                        .orElseThrow(() -> new XorbGone(term.xorb()))
                        .home()
                        .blob();
                if (claimed.add(home)) {
                    claim(home);
                }
            }
            claim(file.content());
            if (!xorbs.leave(file.content())) {
                return false; // somebody else has cut it meanwhile
            }
            recipes.keep(new Recipe(file, cut.terms()), clock.instant());
            recipes.besideUntil(file.content(), clock.instant().plus(DropWholeBytes.GRACE));
            recipes.name(id, file.content());
            firsts.forEach(chunk -> xorbs.index(chunk, cut.terms().getFirst().xorb()));
            return true;
        });
    }

    // Young blobs are swept by nobody, so that it is there until a recipe holds it.
    private Optional<Sha256> keepStretches(Sha256 file, List<SharedCut.Stretch> stretches) throws IOException {
        if (stretches.isEmpty()) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try (var channel = whole.open(file);
                var draft = whole.draft()) {
            for (var stretch : stretches) {
                channel.position(stretch.from());
                for (long left = stretch.sizeBytes(); left > 0; left -= buffer.limit()) {
                    fill(buffer.clear().limit((int) Math.min(left, buffer.capacity())), channel);
                    draft.write(buffer.duplicate());
                }
            }
            return Optional.of(draft.keep());
        }
    }

    private static void fill(ByteBuffer buffer, SeekableByteChannel channel) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("a file is shorter than it was");
            }
        }
        buffer.flip();
    }

    private void keepXorbs(Sha256 file, SharedCut cut, Optional<Sha256> blob) throws IOException {
        transactions.<Boolean, IOException>run(() -> {
            claim(file);
            xorbs.leave(file); // what an earlier attempt that died has left
            if (blob.isPresent()) {
                claim(blob.get());
                long from = 0;
                for (var xorb : cut.xorbs()) {
                    // Dated long ago: that it was cut is no reason to keep anything.
                    xorbs.keep(StoredXorb.within(blob.get(), from, xorb), xorb.chunks(), Instant.EPOCH);
                    from += xorb.sizeBytes();
                }
            }
            return true;
        });
    }

    private Sha256 hash(List<Term> terms) throws IOException {
        var hash = WovenBlobs.sha256();
        var buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try (var bytes = new WovenChannel(terms, open)) {
            while (bytes.read(buffer.clear()) >= 0) {
                hash.update(buffer.flip());
            }
        }
        return Sha256.of(hash.digest());
    }

    private void claim(Sha256 name) throws IOException {
        if (!condemned.claim(name) || !whole.has(name)) {
            throw new BlobLeaving(name);
        }
    }
}
