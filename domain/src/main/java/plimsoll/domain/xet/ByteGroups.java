package plimsoll.domain.xet;

/// Bytes 0, 4, 8 ... together, then 1, 5, 9 ..., and so on: what is alike in neighbouring numbers of four bytes comes
/// to
/// lie side by side, where LZ4 finds it.
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

    static void ungroup(byte[] grouped, byte[] raw, int sizeBytes) {
        int at = 0;
        for (int group = 0; group < GROUPS; group++) {
            for (int i = group; i < sizeBytes; i += GROUPS) {
                raw[i] = grouped[at++];
            }
        }
    }
}
