package plimsoll.domain.ledger;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import plimsoll.domain.content.Bytes;

/// Up to 256 entries of a log in one file, each behind its length in two bytes (C2SP tlog-tiles).
public final class EntryBundle {
    /// The longest entry that two bytes can tell the length of.
    public static final int MAX_ENTRY_BYTES = 0xffff;

    private EntryBundle() {}

    /// The entries, written one after the other.
    ///
    /// @throws IllegalArgumentException when one is longer than `MAX_ENTRY_BYTES`
    public static byte[] write(List<Bytes> entries) {
        var bundle = new ByteArrayOutputStream();
        for (var entry : entries) {
            int length = entry.sizeBytes();
            if (length > MAX_ENTRY_BYTES) {
                throw new IllegalArgumentException(
                        "an entry of %d bytes; the most is %d".formatted(length, MAX_ENTRY_BYTES));
            }
            bundle.write(length >>> Byte.SIZE);
            bundle.write(length);
            bundle.writeBytes(entry.toArray());
        }
        return bundle.toByteArray();
    }

    /// The entries of a bundle.
    ///
    /// @throws BadEvidence when it ends within an entry, or has more than 256
    public static List<Bytes> read(byte[] bundle) throws BadEvidence {
        var entries = new ArrayList<Bytes>();
        int at = 0;
        while (at < bundle.length) {
            int end = at + 2 + (at + 2 <= bundle.length ? length(bundle, at) : 0);
            if (at + 2 > bundle.length || end > bundle.length || entries.size() == Tile.FULL) {
                throw new BadEvidence("an entry bundle is cut off or has more than %d entries".formatted(Tile.FULL));
            }
            entries.add(Bytes.copyOf(Arrays.copyOfRange(bundle, at + 2, end)));
            at = end;
        }
        return entries;
    }

    private static int length(byte[] bundle, int at) {
        return ((bundle[at] & 0xff) << Byte.SIZE) | (bundle[at + 1] & 0xff);
    }
}
