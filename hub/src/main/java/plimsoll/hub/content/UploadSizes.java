package plimsoll.hub.content;

/// How large files may be, and from where on they come in parts.
///
/// @param maxFileBytes the largest file accepted
/// @param inPartsFromBytes the smallest file that comes in parts, if its sender can
/// @param partBytes how long a part is
public record UploadSizes(long maxFileBytes, long inPartsFromBytes, long partBytes) {
    private static final long GIB = 1L << 30;

    /// The most parts a file may have: their numbers have five digits, and all addresses go into one answer.
    public static final int MAX_PARTS = 10_000;

    /// Files up to 500 GB (the limit the ecosystem knows); from 4 GiB in parts of 1 GiB, so that a cut connection
    /// costs at most 1 GiB.
    public static final UploadSizes USUAL = new UploadSizes(500_000_000_000L, 4 * GIB, GIB);

    public UploadSizes {
        if (partBytes <= 0 || inPartsFromBytes <= 0 || Math.ceilDiv(maxFileBytes, partBytes) > MAX_PARTS) {
            throw new IllegalArgumentException("files of %d bytes do not come in at most %d parts of %d"
                    .formatted(maxFileBytes, MAX_PARTS, partBytes));
        }
    }
}
