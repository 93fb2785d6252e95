package plimsoll.domain.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The bytes that each algorithm signs for a note (C2SP signed-note and tlog-cosignature).
final class SignedText {
    private static final byte[] SUBTREE = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_OPAQUE_BYTES = 255;

    private SignedText() {}

    /// What `key` signs under `text` at a time in seconds; empty when it cannot: a time outside the format, or a text
    /// that is no checkpoint.
    static Optional<byte[]> of(NoteKey key, String text, long seconds) {
        return switch (key.algorithm()) {
            case ED25519 -> Optional.of(text.getBytes(StandardCharsets.UTF_8));
            case ED25519_COSIGNATURE ->
                seconds <= 0
                        ? Optional.empty()
                        : Optional.of("cosignature/v1\ntime %d\n%s"
                                .formatted(seconds, text)
                                .getBytes(StandardCharsets.UTF_8));
            case ML_DSA_44 -> seconds <= 0 ? Optional.empty() : tree(key.name(), text, seconds);
        };
    }

    private static Optional<byte[]> tree(String cosigner, String text, long seconds) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.of(text);
        } catch (BadEvidence _) {
            return Optional.empty();
        }
        var name = cosigner.getBytes(StandardCharsets.UTF_8);
        var origin = checkpoint.origin().getBytes(StandardCharsets.UTF_8);
        if (origin.length > MAX_OPAQUE_BYTES) {
            return Optional.empty();
        }
        var message = new ByteArrayOutputStream();
        message.writeBytes(SUBTREE);
        writeOpaque(message, name);
        writeLong(message, seconds);
        writeOpaque(message, origin);
        writeLong(message, 0); // a checkpoint's tree begins at the first entry
        writeLong(message, checkpoint.size());
        message.writeBytes(checkpoint.root().toArray());
        return Optional.of(message.toByteArray());
    }

    private static void writeOpaque(ByteArrayOutputStream message, byte[] bytes) {
        message.write(bytes.length);
        message.writeBytes(bytes);
    }

    private static void writeLong(ByteArrayOutputStream message, long value) {
        message.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }
}
