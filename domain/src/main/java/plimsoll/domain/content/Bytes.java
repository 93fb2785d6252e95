package plimsoll.domain.content;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A short run of bytes that nobody can change: equal when the content is.
public final class Bytes {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /// A copy of `content`.
    public static Bytes copyOf(byte[] content) {
        return new Bytes(content.clone());
    }

    /// The UTF-8 encoding of `text`.
    public static Bytes ofUtf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// How many there are.
    public int sizeBytes() {
        return content.length;
    }

    /// A copy for those who need an array.
    public byte[] toArray() {
        return content.clone();
    }

    /// A fresh stream over the content; copies nothing.
    public InputStream asStream() {
        return new ByteArrayInputStream(content);
    }

    /// The content read as UTF-8; malformed sequences become the replacement character.
    public String utf8() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
