package plimsoll.weights.inspection;

/// A member of a zip archive, as the directory at its end tells of it.
///
/// @param directoryOffset where the directory's record of it stands
/// @param headerOffset where its own header stands
/// @param unixMode the mode that its writer noted; 0 when none did
record ZipMember(
        String name,
        int flags,
        int method,
        long crc,
        long packedBytes,
        long sizeBytes,
        long headerOffset,
        int unixMode,
        long directoryOffset) {
    private static final int ENCRYPTED = 0x1 | 0x20 | 0x40 | 0x2000;
    private static final int SIZES_FOLLOW = 0x8;
    private static final int LINK_MODE = 0120000;
    private static final int KIND_MASK = 0170000;

    boolean claimsEncryption() {
        return (flags & ENCRYPTED) != 0;
    }

    /// Whether its own header leaves the sizes to a record after its bytes.
    boolean hasSizesAfter() {
        return (flags & SIZES_FOLLOW) != 0;
    }

    boolean isLink() {
        return (unixMode & KIND_MASK) == LINK_MODE;
    }

    boolean isFolder() {
        return name.endsWith("/");
    }

    /// Whether unpacking it could write outside the folder it is unpacked into.
    boolean leavesItsFolder() {
        return name.startsWith("/")
                || name.contains("\\")
                || name.indexOf('\0') >= 0
                || name.matches("[A-Za-z]:.*")
                || ("/" + name + "/").contains("/../");
    }
}
