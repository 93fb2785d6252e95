package plimsoll.domain.xet;

/// Bytes 0, 4, 8 ... together, then 1, 5, 9 ..., and so on: what is alike in neighbouring numbers of four bytes
/// comes to lie side by side, where LZ4 finds it.
final class ByteGroups {
    private static final int GROUPS = 4;

    private ByteGroups() {}

    static void group(byte[] raw, int from, int sizeBytes, byte[] grouped) {
        int at = 0;
        for (int group = 0; group < GROUPS; group++) {
            for (int i = group; i < sizeBytes; i += GROUPS) {
                grouped[at++] = raw[from + i];
            }
        }
    }

    /// Goes through the four groups side by side, so that it writes the raw bytes one behind the other.
    static void ungroup(byte[] grouped, byte[] raw, int to, int sizeBytes) {
        int whole = sizeBytes / GROUPS;
        int rest = sizeBytes % GROUPS;
        int second = whole + Math.min(rest, 1);
        int third = second + whole + rest / 2;
        int fourth = third + whole + rest / 3;
        for (int i = 0, at = to; i < whole; i++, at += GROUPS) {
            raw[at] = grouped[i];
            raw[at + 1] = grouped[second + i];
            raw[at + 2] = grouped[third + i];
            raw[at + 3] = grouped[fourth + i];
        }
        int[] starts = {0, second, third};
        for (int i = 0; i < rest; i++) {
            raw[to + whole * GROUPS + i] = grouped[starts[i] + whole];
        }
    }
}
