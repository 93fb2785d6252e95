package plimsoll.hub.xet;

import java.io.IOException;
import java.nio.channels.Channels;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.xet.ChunkReader;
import plimsoll.domain.xet.ChunkTree;
import plimsoll.domain.xet.Chunker;
import plimsoll.domain.xet.Hashing;
import plimsoll.domain.xet.NewXorb;
import plimsoll.domain.xet.NewXorbs;
import plimsoll.domain.xet.SharedCut;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.content.BlobLeaving;
import plimsoll.hub.content.BlobMissing;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.Condemned;
import plimsoll.hub.ledger.Transactions;

/// Cuts large files that came whole into chunks, so that they too are found by them and can be fetched by them. A file
/// that has enough in common with others is then made of their chunks; the bytes of any other stay where they are, and
/// its xorbs are stretches of it.
///
/// One thread at a time.
public final class CutLargeFiles {
    private static final int AT_ONCE = 16;
    /// A file of more chunks, some 64 GiB, is not compared with others: it would take more than 100 MB of memory.
    private static final int MOST_COMPARED = 1_000_000;

    private final Blobs whole;
    private final Xorbs xorbs;
    private final Recipes recipes;
    private final FindShared shared;
    private final WeaveFile weave;
    private final Condemned condemned;
    private final Transactions transactions;
    private final Hashing hashing;
    private final InstantSource clock;
    private String after = "";

    /// Cuts files that lie in `whole`.
    public CutLargeFiles(
            Blobs whole,
            Xorbs xorbs,
            Recipes recipes,
            FindShared shared,
            WeaveFile weave,
            Condemned condemned,
            Transactions transactions,
            Hashing hashing,
            InstantSource clock) {
        this.whole = whole;
        this.xorbs = xorbs;
        this.recipes = recipes;
        this.shared = shared;
        this.weave = weave;
        this.condemned = condemned;
        this.transactions = transactions;
        this.hashing = hashing;
        this.clock = clock;
    }

    /// Cuts the next few files that need it.
    ///
    /// @return how many were cut
    public int turn() throws IOException {
        int cut = 0;
        var files = recipes.uncut(after, AT_ONCE);
        for (var file : files) {
            after = file.content().hex();
            try {
                cut(file);
                cut++;
            } catch (BlobMissing | BlobLeaving | XorbGone _) {
                // on its way out, or something it has in common with others is; should it come back, so will we
            }
        }
        after = files.isEmpty() ? "" : after;
        return cut;
    }

    private void cut(Pointer file) throws IOException {
        var cutting = new Cutting(file);
        try (var channel = whole.open(file.content())) {
            var bytes = Channels.newInputStream(channel);
            cutting.firsts = hashing.firstChunks(bytes.readNBytes(Chunker.MAX_BYTES));
            channel.position(0);
            var chunks = new ChunkReader(bytes);
            while (chunks.next()) {
                cutting.add(hashing.chunk(chunks.bytes(), chunks.from(), chunks.sizeBytes()), chunks.sizeBytes());
            }
        }
        cutting.end();
    }

    private final class Cutting {
        private final Pointer file;
        private final ChunkTree tree = hashing.tree();
        private final NewXorbs xorb = new NewXorbs(hashing);
        private final List<Term> terms = new ArrayList<>();
        private final List<NewXorb> cut = new ArrayList<>();
        private final List<XetHash> names = new ArrayList<>();
        private final List<Integer> sizes = new ArrayList<>();
        private Set<XetHash> firsts = Set.of();
        private boolean isCompared = true;
        private long kept;

        Cutting(Pointer file) {
            this.file = file;
        }

        void add(XetHash chunk, int size) {
            tree.add(chunk, size);
            xorb.add(chunk, size);
            if (isCompared) {
                names.add(chunk);
                sizes.add(size);
            }
            if (xorb.isFull()) {
                close();
            }
        }

        private void close() {
            xorb.end().ifPresent(next -> {
                terms.add(next.whole());
                cut.add(next);
            });
            if (names.size() > MOST_COMPARED) {
                isCompared = false;
                names.clear();
                sizes.clear();
            }
            if (!isCompared) {
                keep();
            }
        }

        // Dated long ago: that it was cut is no reason to keep a file.
        private void keep() {
            for (var next : cut) {
                xorbs.keep(StoredXorb.within(file.content(), kept, next), next.chunks(), Instant.EPOCH);
                kept += next.sizeBytes();
            }
            cut.clear();
        }

        void end() throws IOException {
            close();
            if (!isWoven()) {
                keep();
                leaveWhole();
            }
        }

        private boolean isWoven() throws IOException {
            if (!isCompared || file.sizeBytes() < SharedCut.LEAST_RUN_BYTES) {
                return false;
            }
            var shares = SharedCut.of(names, sizes, shared.with(file, names, firsts), hashing);
            return shares.pays() && weave.weave(file, shares, id(), firsts);
        }

        private void leaveWhole() throws IOException {
            transactions.<Boolean, IOException>run(() -> {
                claim(file.content());
                var claimed = new HashSet<>(List.of(file.content()));
                for (var term : terms) {
                    var home = xorbs.find(term.xorb())
                            .orElseThrow(() -> new XorbGone(term.xorb()))
                            .home();
                    if (claimed.add(home.blob())) {
                        claim(home.blob()); // another file has the very same stretch
                    }
                }
                recipes.keep(new Recipe(file, terms), clock.instant());
                recipes.name(id(), file.content());
                firsts.forEach(chunk -> xorbs.index(chunk, terms.getFirst().xorb()));
                return true;
            });
        }

        private XetHash id() {
            return hashing.file(tree.root());
        }

        private void claim(Sha256 name) throws IOException {
            if (!condemned.claim(name) || !whole.has(name)) {
                throw new BlobLeaving(name);
            }
        }
    }
}
