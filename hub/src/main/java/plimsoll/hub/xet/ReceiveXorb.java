package plimsoll.hub.xet;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.xet.XetHash;
import plimsoll.domain.xet.Xorb;
import plimsoll.domain.xet.XorbChunk;
import plimsoll.domain.xet.XorbReader;
import plimsoll.domain.xet.XorbReading;
import plimsoll.hub.content.BlobLeaving;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.Condemned;
import plimsoll.hub.content.Draft;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.Pass;

/// Takes a xorb into a repository: every chunk is decompressed and hashed while its bytes are written, and nothing is
/// kept of one that is not what it is called. A xorb that is known already is not kept twice, but whoever sent it has
/// shown that they have it.
///
/// Safe for use by any number of threads.
public final class ReceiveXorb {
    private static final int BUFFER_BYTES = 128 * 1024;

    private final Blobs blobs;
    private final Condemned condemned;
    private final Xorbs xorbs;
    private final Transactions transactions;
    private final XorbReader reader;
    private final InstantSource clock;

    /// A receiver into `blobs`.
    public ReceiveXorb(
            Blobs blobs,
            Condemned condemned,
            Xorbs xorbs,
            Transactions transactions,
            XorbReader reader,
            InstantSource clock) {
        this.blobs = blobs;
        this.condemned = condemned;
        this.xorbs = xorbs;
        this.transactions = transactions;
        this.reader = reader;
        this.clock = clock;
    }

    /// Receives a xorb.
    ///
    /// @param called the name it was sent under
    /// @throws BlobLeaving when an old copy was being removed meanwhile: sending it again in a moment succeeds
    public Outcome receive(Pass pass, XetHash called, InputStream bytes) throws IOException {
        var repository = pass.require(Intent.WRITE).repository().id();
        try (var draft = blobs.draft()) {
            var copied = new BufferedInputStream(new Copied(bytes, draft), BUFFER_BYTES);
            return switch (reader.read(copied, called)) {
                case XorbReading.Refused(var reason) -> new Outcome.Unfit(reason);
                case XorbReading.Sound(var xorb) -> keep(repository, xorb, draft);
            };
        }
    }

    private Outcome keep(RepositoryId repository, Xorb xorb, Draft draft) throws IOException {
        var known = xorbs.find(xorb.name());
        var blob = known.isPresent() ? known.get().home().blob() : draft.keep();
        return transactions.<Outcome, IOException>run(() -> {
            if (!condemned.claim(blob) || !blobs.has(blob)) {
                throw new BlobLeaving(blob);
            }
            boolean first = !xorbs.wasReceivedIn(repository, xorb.name());
            var names = xorb.chunks().stream().map(XorbChunk::name).toList();
            xorbs.keep(
                    new StoredXorb(xorb.name(), new StoredXorb.Home.Packed(blob), offsets(xorb)),
                    names,
                    clock.instant());
            xorbs.touch(xorb.name(), clock.instant());
            // Clients ask about a file's first chunk: if this upload breaks off, the next one finds what it sent.
            xorbs.index(names.getFirst(), xorb.name());
            xorbs.receivedIn(repository, xorb.name());
            return new Outcome.Kept(first);
        });
    }

    private static ChunkOffsets offsets(Xorb xorb) {
        int end = 0;
        var raw = new int[xorb.chunks().size()];
        var stored = new int[raw.length];
        for (int i = 0; i < raw.length; i++) {
            var chunk = xorb.chunks().get(i);
            raw[i] = chunk.rawBytes();
            stored[i] = chunk.endOffset() - end;
            end = chunk.endOffset();
        }
        return ChunkOffsets.of(raw, stored);
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It is here.
        ///
        /// @param first whether this repository did not have it before
        record Kept(boolean first) implements Outcome {}

        /// It is no xorb, or not this one; nothing was kept.
        ///
        /// @param reason why, in words for its sender
        record Unfit(String reason) implements Outcome {}
    }

    /// Writes into a draft what is read.
    private static final class Copied extends FilterInputStream {
        private final Draft draft;

        Copied(InputStream in, Draft draft) {
            super(in);
            this.draft = draft;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (count > 0) {
                draft.write(ByteBuffer.wrap(into, offset, count));
            }
            return count;
        }
    }
}
