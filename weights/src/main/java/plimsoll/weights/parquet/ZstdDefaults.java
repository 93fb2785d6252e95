package plimsoll.weights.parquet;

/// The tables that are not written down in a file (RFC 8878, section 3.1.1.3.2.2).
final class ZstdDefaults {
    private static final int[] LENGTHS = {
        4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1
    };
    private static final int[] MATCHES = {
        1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1
    };
    private static final int[] OFFSETS = {
        1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1
    };

    private ZstdDefaults() {}

    static ZstdTable lengths() throws MalformedParquet {
        return ZstdTable.of(6, LENGTHS);
    }

    static ZstdTable offsets() throws MalformedParquet {
        return ZstdTable.of(5, OFFSETS);
    }

    static ZstdTable matches() throws MalformedParquet {
        return ZstdTable.of(6, MATCHES);
    }
}
