package plimsoll.domain.repository;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import plimsoll.domain.content.Bytes;

/// Where a file's bytes go: into git, or beside it.
public enum UploadMode {
    /// Into git, inside the commit itself.
    REGULAR,
    /// Into the blob store; git keeps a pointer.
    LFS;

    /// The largest file that goes into a commit: git packs and compares whole files, which gets slow beyond it.
    public static final int MAX_REGULAR_BYTES = 10 * 1024 * 1024;

    /// Where a new file goes. Size decides first, then what the publisher declares, then whether it looks like
    /// text.
    ///
    /// An empty file is always regular: git-lfs has no pointer for one.
    ///
    /// @param sample its first bytes
    public static UploadMode of(FilePath path, long sizeBytes, Bytes sample, GitAttributes.Reader attributes) {
        if (sizeBytes == 0) {
            return REGULAR;
        }
        if (sizeBytes > MAX_REGULAR_BYTES) {
            return LFS;
        }
        return attributes.declared(path).orElseGet(() -> looksBinary(sample) ? LFS : REGULAR);
    }

    /// The word clients know it by.
    public String wireName() {
        return switch (this) {
            case REGULAR -> "regular";
            case LFS -> "lfs";
        };
    }

    /// Whether a file that begins like this is no text: a NUL (git's own sign), or bytes that are not UTF-8. A
    /// character cut off at the sample's end is no sign.
    static boolean looksBinary(Bytes sample) {
        var bytes = sample.toArray();
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return decoder.decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length), false)
                .isError();
    }
}
