package plimsoll.hub.xet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.xet.Chunker;
import plimsoll.domain.xet.FileRecipe;
import plimsoll.domain.xet.Hashing;
import plimsoll.domain.xet.Shard;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;
import plimsoll.domain.xet.XorbListing;
import plimsoll.hub.content.BlobLeaving;
import plimsoll.hub.content.Condemned;
import plimsoll.hub.content.LinkReceived;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.ClaimLargeFile;
import plimsoll.hub.repositories.Pass;

/// Takes the files of a shard into a repository: all of them, or none. Nothing that a shard says is believed: every
/// term names chunks its sender may use, the file's id is computed again, and its bytes are read once to learn their
/// SHA-256, which alone the file is known by.
///
/// Safe for use by any number of threads.
public final class RegisterShard {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final String ADVICE =
            " Clear this hub's part of the client's chunk cache (~/.cache/huggingface/xet) and upload again.";

    private final Xorbs xorbs;
    private final Recipes recipes;
    private final WovenBlobs blobs;
    private final Condemned condemned;
    private final ClaimLargeFile claims;
    private final LinkReceived link;
    private final Transactions transactions;
    private final Hashing hashing;
    private final long maxFileBytes;
    private final InstantSource clock;

    /// Registers in `recipes`, files of up to `maxFileBytes`.
    public RegisterShard(
            Xorbs xorbs,
            Recipes recipes,
            WovenBlobs blobs,
            Condemned condemned,
            ClaimLargeFile claims,
            LinkReceived link,
            Transactions transactions,
            Hashing hashing,
            long maxFileBytes,
            InstantSource clock) {
        this.xorbs = xorbs;
        this.recipes = recipes;
        this.blobs = blobs;
        this.condemned = condemned;
        this.claims = claims;
        this.link = link;
        this.transactions = transactions;
        this.hashing = hashing;
        this.maxFileBytes = maxFileBytes;
        this.clock = clock;
    }

    /// Registers a shard's files.
    ///
    /// @param progress hears how far it is
    /// @throws BlobLeaving when one of its xorbs was being removed meanwhile: nothing is registered
    public Outcome register(Pass pass, Shard shard, Progress progress) throws IOException {
        pass.require(Intent.WRITE);
        try {
            var order = new Order(new UsableChunks(xorbs, recipes, claims, pass), progress);
            for (var listing : shard.xorbs()) {
                check(order, listing);
            }
            long total = shard.files().stream().mapToLong(FileRecipe::sizeBytes).sum();
            var files = new ArrayList<Checked>();
            for (var file : shard.files()) {
                files.add(checked(order, file, total));
            }
            return new Outcome.Registered(keep(pass, files));
        } catch (Unfit e) {
            return new Outcome.Unfit(String.valueOf(e.getMessage()));
        } catch (XorbGone e) {
            return new Outcome.Unfit(absent(e.xorb()));
        }
    }

    private void check(Order order, XorbListing listing) throws IOException {
        var stored = find(listing.xorb());
        int count = stored.chunks().count();
        require(order.usable.may(listing.xorb(), 0, count, count), absent(listing.xorb()));
        var said = listing.chunks().stream().map(XorbListing.Chunk::name).toList();
        require(said.equals(order.names(listing.xorb())), "Xorb %s has other chunks.".formatted(listing.xorb()));
        for (int i = 0; i < count; i++) {
            require(
                    listing.chunks().get(i).rawBytes() == stored.chunks().rawBytes(i, i + 1),
                    "Chunk %d of xorb %s has another size.".formatted(i, listing.xorb()));
        }
    }

    private Checked checked(Order order, FileRecipe file, long total) throws IOException {
        require(!file.terms().isEmpty(), "File %s has no terms.".formatted(file.name()));
        require(file.terms().size() <= Recipe.MAX_TERMS, "File %s has too many terms.".formatted(file.name()));
        require(
                file.verifications().size() == file.terms().size(),
                "File %s comes without the verification of its terms.".formatted(file.name()));
        require(
                file.sizeBytes() <= maxFileBytes,
                "File %s has %d bytes; this hub takes %d.".formatted(file.name(), file.sizeBytes(), maxFileBytes));
        var tree = hashing.tree();
        for (int i = 0; i < file.terms().size(); i++) {
            var term = file.terms().get(i);
            var chunks = offsets(order, term);
            var names = order.names(term.xorb()).subList(term.start(), term.end());
            require(
                    hashing.verification(names).equals(file.verifications().get(i)),
                    "Term %d of file %s does not verify.".formatted(i, file.name()));
            for (int chunk = term.start(); chunk < term.end(); chunk++) {
                tree.add(names.get(chunk - term.start()), chunks.rawBytes(chunk, chunk + 1));
            }
        }
        var name = hashing.file(tree.root());
        require(name.equals(file.name()), "These are the chunks of file %s, not of %s.".formatted(name, file.name()));
        var firsts = new HashSet<XetHash>();
        var content = hash(order, file, total, firsts);
        if (file.content().isPresent()) {
            require(
                    file.content().get().equals(content),
                    "File %s has SHA-256 %s, not %s."
                            .formatted(name, content, file.content().get()));
        }
        return new Checked(name, new Recipe(new Pointer(content, file.sizeBytes()), file.terms()), firsts);
    }

    private ChunkOffsets offsets(Order order, Term term) throws IOException {
        var chunks = find(term.xorb()).chunks();
        require(term.end() <= chunks.count(), "Xorb %s has %d chunks only.".formatted(term.xorb(), chunks.count()));
        require(order.usable.may(term.xorb(), term.start(), term.end(), chunks.count()), absent(term.xorb()));
        require(
                term.rawBytes() == chunks.rawBytes(term.start(), term.end()),
                "A term of xorb %s has another size.".formatted(term.xorb()));
        return chunks;
    }

    // Also notes what either kind of client would call the first chunk.
    private Sha256 hash(Order order, FileRecipe file, long total, Set<XetHash> firsts) throws IOException {
        var hash = WovenBlobs.sha256();
        var buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try (var bytes = blobs.open(file.terms())) {
            firsts.addAll(hashing.firstChunks(Channels.newInputStream(bytes).readNBytes(Chunker.MAX_BYTES)));
            bytes.position(0);
            while (bytes.read(buffer.clear()) >= 0) {
                order.verified += buffer.position();
                hash.update(buffer.flip());
                order.progress.verified(order.verified, total);
            }
        }
        return Sha256.of(hash.digest());
    }

    // The number of files that the repository did not have.
    private int keep(Pass pass, List<Checked> files) throws IOException {
        var repository = pass.repository().id();
        return transactions.<Integer, IOException>run(() -> {
            int fresh = 0;
            var claimed = new HashSet<Sha256>();
            for (var file : files) {
                fresh += keep(pass, repository, file, claimed) ? 1 : 0;
            }
            return fresh;
        });
    }

    private boolean keep(Pass pass, RepositoryId repository, Checked file, Set<Sha256> claimed) throws IOException {
        var pointer = file.recipe.file();
        boolean fresh = recipes.named(file.id).isEmpty();
        // Bytes that lie here whole stay so: the recipe would keep its xorbs as a second copy.
        if (!blobs.isWhole(pointer.content())
                && recipes.pointer(pointer.content()).isEmpty()) {
            for (var term : file.recipe.terms()) {
                var blob = find(term.xorb()).home().blob();
                if (claimed.add(blob) && (!condemned.claim(blob) || !blobs.isWhole(blob))) {
                    throw new BlobLeaving(blob);
                }
            }
            recipes.keep(file.recipe, clock.instant());
            for (var chunk : file.firstChunks) {
                xorbs.index(chunk, file.recipe.terms().getFirst().xorb());
            }
        }
        recipes.name(file.id, pointer.content());
        link.link(pass.recipient().actor(), repository, pointer);
        return fresh;
    }

    private StoredXorb find(XetHash name) throws Unfit {
        return xorbs.find(name).orElseThrow(() -> new Unfit(absent(name)));
    }

    // The same words for what nobody has and for what others have.
    private static String absent(XetHash name) {
        return "Xorb %s is not here.".formatted(name) + ADVICE;
    }

    private static void require(boolean right, String otherwise) throws Unfit {
        if (!right) {
            throw new Unfit(otherwise);
        }
    }

    /// Hears how many bytes of how many were read.
    @FunctionalInterface
    public interface Progress {
        /// So many.
        void verified(long bytes, long total) throws IOException;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// They are here.
        ///
        /// @param fresh how many of them under ids that were not known
        record Registered(int fresh) implements Outcome {}

        /// The shard is wrong; nothing was registered.
        ///
        /// @param reason why, in words for its sender
        record Unfit(String reason) implements Outcome {}
    }

    /// A file that is what its sender says.
    private record Checked(XetHash id, Recipe recipe, Set<XetHash> firstChunks) {}

    /// One shard on its way.
    private final class Order {
        /// Xorbs whose chunks' names are kept at hand.
        private static final int REMEMBERED = 4;

        private final UsableChunks usable;
        private final Progress progress;
        private final Map<XetHash, List<XetHash>> names = new HashMap<>();
        private long verified;

        Order(UsableChunks usable, Progress progress) {
            this.usable = usable;
            this.progress = progress;
        }

        List<XetHash> names(XetHash xorb) {
            if (names.size() >= REMEMBERED && !names.containsKey(xorb)) {
                names.clear();
            }
            return names.computeIfAbsent(xorb, xorbs::chunks);
        }
    }

    private static final class Unfit extends IOException {
        private static final long serialVersionUID = 1;

        Unfit(String reason) {
            super(reason);
        }
    }
}
