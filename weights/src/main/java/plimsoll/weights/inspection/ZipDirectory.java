package plimsoll.weights.inspection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The directory at the end of a zip archive (PKWARE's APPNOTE 6.3.10, sections 4.3.12 to 4.3.16 and 4.5.3).
///
/// @param members in its order
/// @param offset where it begins
/// @param trailingBytes what follows the archive
record ZipDirectory(List<ZipMember> members, long offset, long trailingBytes) {
    static final int HEADER_MAGIC = 0x04034b50;
    private static final int RECORD_MAGIC = 0x02014b50;
    private static final int END_MAGIC = 0x06054b50;
    private static final int END64_MAGIC = 0x06064b50;
    private static final int LOCATOR64_MAGIC = 0x07064b50;
    private static final int END_BYTES = 22;
    private static final int RECORD_BYTES = 46;
    private static final int MOST_COMMENT = 65_535;

    /// Torch makes one of each tensor; the largest published archives have some thousands.
    private static final int MOST_MEMBERS = 100_000;

    private static final long MOST_DIRECTORY_BYTES = 64L << 20;
    private static final long ABSENT = 0xFFFFFFFFL;

    /// A directory that contradicts itself or the file.
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1;

        Broken(String reason) {
            super(reason);
        }
    }

    /// The end of the directory nearest to the end of the file, as all readers look for it; empty when there is none.
    static Optional<ZipDirectory> read(SeekableByteChannel file) throws IOException {
        long size = file.size();
        int tailBytes = (int) Math.min(size, END_BYTES + MOST_COMMENT);
        var tail = bytes(file, size - tailBytes, tailBytes);
        for (int at = tailBytes - END_BYTES; at >= 0; at--) {
            if (tail.getInt(at) == END_MAGIC) {
                return Optional.of(read(file, tail, at, size - tailBytes + at));
            }
        }
        return Optional.empty();
    }

    private static ZipDirectory read(SeekableByteChannel file, ByteBuffer tail, int at, long endOffset)
            throws IOException {
        long count = Short.toUnsignedLong(tail.getShort(at + 10));
        long size = Integer.toUnsignedLong(tail.getInt(at + 12));
        long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
        long trailing = (long) tail.limit() - at - END_BYTES - Short.toUnsignedInt(tail.getShort(at + 20));
        if (size == ABSENT || offset == ABSENT || count == 0xFFFF) {
            var end64 = end64(file, endOffset);
            if (end64.isPresent()) {
                count = end64.get().getLong(32);
                size = end64.get().getLong(40);
                offset = end64.get().getLong(48);
            }
        }
        if (offset < 0 || size < 0 || size > endOffset || offset > endOffset - size || trailing < 0) {
            throw new Broken("its directory lies outside the file");
        }
        if (count < 0 || count > MOST_MEMBERS || size > MOST_DIRECTORY_BYTES) {
            throw new Broken("%s members, where %d are read".formatted(Long.toUnsignedString(count), MOST_MEMBERS));
        }
        return new ZipDirectory(members(bytes(file, offset, (int) size), (int) count, offset), offset, trailing);
    }

    private static Optional<ByteBuffer> end64(SeekableByteChannel file, long endOffset) throws IOException {
        if (endOffset < 20) {
            return Optional.empty();
        }
        var locator = bytes(file, endOffset - 20, 20);
        long at = locator.getLong(8);
        if (locator.getInt(0) != LOCATOR64_MAGIC) {
            return Optional.empty();
        }
        if (at < 0 || at > endOffset - 20 - 56) {
            throw new Broken("its directory's end lies outside the file");
        }
        var end = bytes(file, at, 56);
        if (end.getInt(0) != END64_MAGIC) {
            throw new Broken("its directory's end is not where it says");
        }
        return Optional.of(end);
    }

    private static List<ZipMember> members(ByteBuffer records, int count, long offset) throws Broken {
        var members = new ArrayList<ZipMember>();
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (records.limit() - at < RECORD_BYTES || records.getInt(at) != RECORD_MAGIC) {
                throw new Broken("its directory has fewer members than it says");
            }
            int nameBytes = Short.toUnsignedInt(records.getShort(at + 28));
            int extraBytes = Short.toUnsignedInt(records.getShort(at + 30));
            int end = at + RECORD_BYTES + nameBytes + extraBytes + Short.toUnsignedInt(records.getShort(at + 32));
            if (end > records.limit()) {
                throw new Broken("its directory ends in the middle of a record");
            }
            members.add(member(records, at, nameBytes, extraBytes, offset));
            at = end;
        }
        if (at != records.limit()) {
            throw new Broken("its directory has more members than it says");
        }
        return members;
    }

    private static ZipMember member(ByteBuffer records, int at, int nameBytes, int extraBytes, long offset)
            throws Broken {
        var sizes = new long[] {
            Integer.toUnsignedLong(records.getInt(at + 24)),
            Integer.toUnsignedLong(records.getInt(at + 20)),
            Integer.toUnsignedLong(records.getInt(at + 42))
        };
        int extra = at + RECORD_BYTES + nameBytes;
        widen(records, extra, extra + extraBytes, sizes);
        return new ZipMember(
                text(records, at + RECORD_BYTES, nameBytes),
                Short.toUnsignedInt(records.getShort(at + 8)),
                Short.toUnsignedInt(records.getShort(at + 10)),
                Integer.toUnsignedLong(records.getInt(at + 16)),
                sizes[1],
                sizes[0],
                sizes[2],
                records.getInt(at + 38) >>> 16,
                offset + at);
    }

    // Sizes and offsets of more than 32 bits stand in an extra field, in this order, those only that did not fit.
    private static void widen(ByteBuffer records, int from, int to, long[] sizes) throws Broken {
        for (int at = from; at + 4 <= to; ) {
            int length = Short.toUnsignedInt(records.getShort(at + 2));
            if (records.getShort(at) == 1) {
                int next = at + 4;
                for (int i = 0; i < sizes.length; i++) {
                    if (sizes[i] == ABSENT) {
                        if (next + Long.BYTES > Math.min(to, at + 4 + length)) {
                            throw new Broken("a size is missing");
                        }
                        sizes[i] = records.getLong(next);
                        next += Long.BYTES;
                    }
                }
            }
            at += 4 + length;
        }
    }

    static String text(ByteBuffer from, int at, int length) {
        var raw = new byte[length];
        from.get(at, raw);
        return new String(raw, StandardCharsets.UTF_8);
    }

    /// So many bytes, which have to be there.
    static ByteBuffer bytes(SeekableByteChannel file, long at, int count) throws IOException {
        var bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        file.position(at);
        while (bytes.hasRemaining()) {
            if (file.read(bytes) < 0) {
                throw new Broken("it became shorter while it was read");
            }
        }
        return bytes.flip();
    }
}
