package plimsoll.hub.content;

/// How large files may be, and from where on they come in parts.
///
/// @param maxFileBytes the largest file accepted
/// @param inPartsFromBytes the smallest file that comes in parts, if its sender can
/// @param partBytes how long a part is at least
public record UploadSizes(long maxFileBytes, long inPartsFromBytes, long partBytes) {
    private static final long GIB = 1L << 30;

    /// The most parts a file may have: their numbers have five digits, and all addresses go into one answer.
    public static final int MAX_PARTS = 10_000;

    /// Files up to 500 GB (the limit the ecosystem knows); from 4 GiB in parts of 1 GiB, so that a cut connection
    /// costs at most 1 GiB.
    public static final UploadSizes USUAL = new UploadSizes(500_000_000_000L, 4 * GIB, GIB);

    public UploadSizes {
        if (partBytes <= 0 || inPartsFromBytes <= 0 || maxFileBytes <= 0) {
            throw new IllegalArgumentException("sizes are numbers of bytes from 1 up");
        }
    }

    /// How long the parts of a file are: `partBytes`, or longer where it would take more than `MAX_PARTS` of those.
    public long partBytesOf(long fileBytes) {
        return Math.max(partBytes, Math.ceilDiv(fileBytes, MAX_PARTS));
    }
}
