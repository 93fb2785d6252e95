package plimsoll.domain.xet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;

/// Reads shards from first byte to last. Counts in it are believed record by record, so that memory grows with what was
/// sent and not with what was announced: some three bytes for each, so at most 200 MB for the longest shard.
///
/// Offsets in a footer are not looked at: the specification forbids one on the way up, and the JavaScript client sends
/// one.
public final class ShardReader {
    private final InputStream source;
    private final ByteBuffer buffer = ByteBuffer.allocate(ShardFooter.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long readBytes;

    private ShardReader(InputStream source) {
        this.source = source;
    }

    /// Reads the stream to its end, or to the first byte that cannot be right.
    ///
    /// @param source read in small pieces: give a buffered one
    /// @throws IOException when the stream fails; bytes that are no shard are a [ShardReading.Refused]
    public static ShardReading read(InputStream source) throws IOException {
        try {
            return new ShardReading.Sound(new ShardReader(source).shard());
        } catch (MalformedXet malformed) {
            return new ShardReading.Refused(String.valueOf(malformed.getMessage()));
        }
    }

    private Shard shard() throws IOException {
        var mark = record();
        long version = buffer.getLong();
        long footerBytes = buffer.getLong();
        require(mark.equals(Shard.MARK), "bytes that do not begin as a shard does");
        require(version == Shard.VERSION, "a shard of another version than " + Shard.VERSION);
        require(footerBytes == 0 || footerBytes == ShardFooter.BYTES, "a shard with a footer of another size");
        var files = files();
        var xorbs = xorbs();
        Optional<ShardFooter> footer = footerBytes == 0 ? Optional.empty() : Optional.of(footer());
        require(source.read() < 0, "a shard that is followed by something");
        return new Shard(files, xorbs, footer);
    }

    private List<FileRecipe> files() throws IOException {
        var files = new ArrayList<FileRecipe>();
        for (var name = record(); !name.equals(Shard.BOOKEND); name = record()) {
            files.add(file(name));
        }
        return files;
    }

    private FileRecipe file(XetHash name) throws IOException {
        int flags = buffer.getInt();
        int count = buffer.getInt();
        require((flags & ~(Shard.WITH_VERIFICATION | Shard.WITH_CONTENT)) == 0, "a file with unknown flags");
        require(count >= 0, "a file of more terms than fit into a shard");
        var terms = new ArrayList<Term>();
        for (int i = 0; i < count; i++) {
            terms.add(term());
        }
        var verifications = new ArrayList<XetHash>();
        for (int i = 0; i < count && (flags & Shard.WITH_VERIFICATION) != 0; i++) {
            verifications.add(record());
        }
        Optional<Sha256> content =
                (flags & Shard.WITH_CONTENT) == 0 ? Optional.empty() : Optional.of(record().asSha256());
        return new FileRecipe(name, terms, verifications, content);
    }

    private Term term() throws IOException {
        var xorb = record();
        int flags = buffer.getInt();
        int rawBytes = buffer.getInt();
        int start = buffer.getInt();
        int end = buffer.getInt();
        require(flags == 0, "a term with unknown flags");
        require(start >= 0 && start < end && end <= Xorb.MAX_CHUNKS, "a term of chunks that no xorb has");
        require(rawBytes >= 1 && rawBytes <= Term.MAX_RAW_BYTES, "a term of a size that no xorb holds");
        return new Term(xorb, start, end, rawBytes);
    }

    private List<XorbListing> xorbs() throws IOException {
        var xorbs = new ArrayList<XorbListing>();
        for (var name = record(); !name.equals(Shard.BOOKEND); name = record()) {
            xorbs.add(xorb(name));
        }
        return xorbs;
    }

    private XorbListing xorb(XetHash name) throws IOException {
        int flags = buffer.getInt();
        int count = buffer.getInt();
        int rawBytes = buffer.getInt();
        int storedBytes = buffer.getInt();
        require(flags == 0, "a xorb with unknown flags");
        require(count >= 1 && count <= Xorb.MAX_CHUNKS, "a xorb without chunks, or of more than " + Xorb.MAX_CHUNKS);
        require(storedBytes >= 0 && storedBytes <= Xorb.MAX_BYTES, "a xorb of more than " + Xorb.MAX_BYTES + " bytes");
        var chunks = new ArrayList<XorbListing.Chunk>();
        int sum = 0;
        for (int i = 0; i < count; i++) {
            var chunk = record();
            require(buffer.getInt() == sum, "a xorb whose chunks do not follow each other");
            int size = buffer.getInt(); // the last eight bytes are reserved, and Xet's own clients flag chunks in them
            require(size >= 1 && size <= Chunker.MAX_BYTES, "a chunk of a size that no chunk has");
            chunks.add(new XorbListing.Chunk(chunk, size));
            sum += size;
        }
        require(sum == rawBytes, "a xorb of another size than its chunks");
        return new XorbListing(name, chunks, storedBytes);
    }

    private ShardFooter footer() throws IOException {
        fill(ShardFooter.BYTES);
        require(buffer.getLong() == ShardFooter.VERSION, "a shard footer of another version");
        return new ShardFooter(
                XetHash.of(buffer.array(), ShardWriter.KEY_AT),
                buffer.getLong(ShardWriter.CREATED_AT),
                buffer.getLong(ShardWriter.EXPIRES_AT));
    }

    /// Reads the next record; the buffer goes on after its name.
    private XetHash record() throws IOException {
        fill(Shard.RECORD_BYTES);
        buffer.position(XetHash.BYTES);
        return XetHash.of(buffer.array(), 0);
    }

    private void fill(int count) throws IOException {
        require(source.readNBytes(buffer.array(), 0, count) == count, "a shard that ends too early");
        readBytes += count;
        require(readBytes <= Shard.MAX_BYTES, "a shard of more than " + Shard.MAX_BYTES + " bytes");
        buffer.clear().limit(count);
    }

    private static void require(boolean sound, String otherwise) throws MalformedXet {
        if (!sound) {
            throw new MalformedXet(otherwise);
        }
    }
}
