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
import plimsoll.domain.xet.ChunkHeader;
import plimsoll.domain.xet.ChunkReader;
import plimsoll.domain.xet.ChunkTree;
import plimsoll.domain.xet.Chunker;
import plimsoll.domain.xet.Hashing;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;
import plimsoll.domain.xet.Xorb;
import plimsoll.hub.content.BlobLeaving;
import plimsoll.hub.content.BlobMissing;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.Condemned;
import plimsoll.hub.ledger.Transactions;

/// Cuts large files that came whole into chunks, so that they too are found by them and can be fetched by them. Their
/// bytes stay where they are: the xorbs are stretches of the file.
///
/// One thread at a time.
public final class CutLargeFiles {
    private static final int AT_ONCE = 16;

    private final Blobs whole;
    private final Xorbs xorbs;
    private final Recipes recipes;
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
            Condemned condemned,
            Transactions transactions,
            Hashing hashing,
            InstantSource clock) {
        this.whole = whole;
        this.xorbs = xorbs;
        this.recipes = recipes;
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
            } catch (BlobMissing | BlobLeaving _) {
                // on its way out; should it come back, so will we
            }
        }
        after = files.isEmpty() ? "" : after;
        return cut;
    }

    private void cut(Pointer file) throws IOException {
        var cutting = new Cutting(file.content());
        Set<XetHash> firsts;
        try (var channel = whole.open(file.content())) {
            var bytes = Channels.newInputStream(channel);
            firsts = hashing.firstChunks(bytes.readNBytes(Chunker.MAX_BYTES));
            channel.position(0);
            var chunks = new ChunkReader(bytes);
            while (chunks.next()) {
                cutting.add(hashing.chunk(chunks.bytes(), chunks.from(), chunks.sizeBytes()), chunks.sizeBytes());
            }
        }
        cutting.end(file, firsts);
    }

    private final class Cutting {
        private final Sha256 blob;
        private final ChunkTree file = hashing.tree();
        private final List<Term> terms = new ArrayList<>();
        private final List<XetHash> names = new ArrayList<>();
        private final List<Integer> sizes = new ArrayList<>();
        private ChunkTree xorb = hashing.tree();
        private long from;
        private int wireBytes;

        Cutting(Sha256 blob) {
            this.blob = blob;
        }

        void add(XetHash chunk, int size) {
            file.add(chunk, size);
            xorb.add(chunk, size);
            names.add(chunk);
            sizes.add(size);
            wireBytes += ChunkHeader.BYTES + size;
            if (names.size() == Xorb.MAX_CHUNKS || wireBytes + ChunkHeader.BYTES + Chunker.MAX_BYTES > Xorb.MAX_BYTES) {
                close();
            }
        }

        private void close() {
            var name = xorb.root();
            var chunks = ChunkOffsets.uncompressed(
                    sizes.stream().mapToInt(Integer::intValue).toArray());
            int rawBytes = chunks.rawStart(chunks.count());
            // Dated long ago: that it was cut is no reason to keep a file.
            xorbs.keep(new StoredXorb(name, new StoredXorb.Home.Within(blob, from), chunks), names, Instant.EPOCH);
            terms.add(new Term(name, 0, chunks.count(), rawBytes));
            from += rawBytes;
            names.clear();
            sizes.clear();
            xorb = hashing.tree();
            wireBytes = 0;
        }

        void end(Pointer pointer, Set<XetHash> firsts) throws IOException {
            if (!names.isEmpty()) {
                close();
            }
            transactions.<Boolean, IOException>run(() -> {
                claim(pointer.content());
                var claimed = new HashSet<>(List.of(pointer.content()));
                for (var term : terms) {
                    var home = xorbs.find(term.xorb())
                            .orElseThrow(() -> new BlobLeaving(blob))
                            .home();
                    if (claimed.add(home.blob())) {
                        claim(home.blob()); // another file has the very same stretch
                    }
                }
                recipes.keep(new Recipe(pointer, terms), clock.instant());
                recipes.name(hashing.file(file.root()), pointer.content());
                firsts.forEach(chunk -> xorbs.index(chunk, terms.getFirst().xorb()));
                return true;
            });
        }

        private void claim(Sha256 name) throws IOException {
            if (!condemned.claim(name) || !whole.has(name)) {
                throw new BlobLeaving(name);
            }
        }
    }
}
