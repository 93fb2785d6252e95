package plimsoll.hub.xet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.xet.Term;
import plimsoll.hub.content.BlobMissing;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.Draft;
import plimsoll.hub.content.WrongContent;

/// The store as everybody sees it: blobs that lie there whole, and files put together out of xorbs, under one name
/// each. Whoever opens one does not learn which it is.
///
/// Safe for use by any number of threads.
public final class WovenBlobs implements Blobs {
    private static final int PAGE = 1_000;

    private final Blobs whole;
    private final Recipes recipes;
    private final OpenXorb xorbs;
    private final InstantSource clock;

    /// Over `whole` and what `recipes` make.
    public WovenBlobs(Blobs whole, Recipes recipes, OpenXorb xorbs, InstantSource clock) {
        this.whole = whole;
        this.recipes = recipes;
        this.xorbs = xorbs;
        this.clock = clock;
    }

    @Override
    public OptionalLong sizeBytes(Sha256 name) throws IOException {
        var size = whole.sizeBytes(name);
        return size.isPresent()
                ? size
                : recipes.pointer(name)
                        .map(file -> OptionalLong.of(file.sizeBytes()))
                        .orElse(OptionalLong.empty());
    }

    @Override
    public SeekableByteChannel open(Sha256 name) throws IOException {
        try {
            return whole.open(name);
        } catch (BlobMissing missing) {
            var recipe = recipes.of(name);
            if (recipe.isEmpty()) {
                throw missing;
            }
            return open(recipe.get().terms());
        }
    }

    /// Opens what these terms make, kept or not.
    SeekableByteChannel open(List<Term> terms) {
        return new WovenChannel(terms, xorbs);
    }

    /// Whether the bytes of this name lie there in one piece.
    boolean isWhole(Sha256 name) throws IOException {
        return whole.has(name);
    }

    /// Bytes that a recipe makes already are read and compared, and not kept a second time.
    @Override
    public void receive(Sha256 expected, long sizeBytes, InputStream bytes) throws IOException {
        if (recipes.pointer(expected).isEmpty()) {
            whole.receive(expected, sizeBytes, bytes);
            beside(expected);
            return;
        }
        var hash = sha256();
        var counted = new Counted(new DigestInputStream(bytes, hash));
        counted.skipNBytes(sizeBytes);
        if (counted.read() >= 0) {
            throw new WrongContent("more bytes were sent than the %d announced".formatted(sizeBytes));
        }
        var name = Sha256.of(hash.digest());
        if (!name.equals(expected)) {
            throw new WrongContent("the bytes sent have SHA-256 %s, not %s".formatted(name, expected));
        }
    }

    @Override
    public Draft draft() throws IOException {
        return new BesideDraft(whole.draft());
    }

    // Bytes that came while chunks of the same were put together, or without a name: no second copy stays.
    private void beside(Sha256 name) {
        recipes.besideUntil(name, clock.instant().plus(DropWholeBytes.GRACE));
    }

    @Override
    public Stream<Kept> list() throws IOException {
        return Stream.concat(whole.list(), StreamSupport.stream(new Pages(recipes), false));
    }

    @Override
    public void delete(Sha256 name) throws IOException {
        recipes.forget(name);
        whole.delete(name);
    }

    @Override
    public int sweepLeftovers(Instant before) throws IOException {
        return whole.sweepLeftovers(before);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// A blob being written that may turn out to be made of chunks already.
    private final class BesideDraft implements Draft {
        private final Draft draft;

        BesideDraft(Draft draft) {
            this.draft = draft;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            draft.write(bytes);
        }

        @Override
        public int read(long position, ByteBuffer into) throws IOException {
            return draft.read(position, into);
        }

        @Override
        public long sizeBytes() {
            return draft.sizeBytes();
        }

        @Override
        public Sha256 keep() throws IOException {
            var name = draft.keep();
            beside(name);
            return name;
        }

        @Override
        public void close() throws IOException {
            draft.close();
        }
    }

    /// A stream that says how it ended early.
    private static final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public void skipNBytes(long count) throws IOException {
            var buffer = new byte[1 << 16];
            for (long left = count; left > 0; ) {
                int read = read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new WrongContent("%d bytes were sent, not the %d announced".formatted(count - left, count));
                }
                left -= read;
            }
        }
    }

    /// Every recipe, a page at a time.
    private static final class Pages extends Spliterators.AbstractSpliterator<Kept> {
        private final Recipes recipes;
        private List<Kept> page = List.of();
        private int at;
        private String after = "";

        Pages(Recipes recipes) {
            super(Long.MAX_VALUE, Spliterator.NONNULL);
            this.recipes = recipes;
        }

        @Override
        public boolean tryAdvance(Consumer<? super Kept> action) {
            if (at == page.size()) {
                page = recipes.list(after, PAGE);
                at = 0;
                if (page.isEmpty()) {
                    return false;
                }
                after = page.getLast().name().hex();
            }
            action.accept(page.get(at++));
            return true;
        }
    }
}
