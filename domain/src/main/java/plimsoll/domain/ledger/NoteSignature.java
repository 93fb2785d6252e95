package plimsoll.domain.ledger;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import plimsoll.domain.content.Bytes;

/// One signature under a note.
///
/// @param name who signed, by their own word
/// @param blob the key's id and what its algorithm makes of the note
public record NoteSignature(String name, Bytes blob) {
    private static final String DASH = "\u2014 ";

    static NoteSignature of(NoteKey key, byte[] body) {
        var blob = ByteBuffer.allocate(NoteKey.ID_BYTES + body.length)
                .putInt(key.id())
                .put(body);
        return new NoteSignature(key.name(), Bytes.copyOf(blob.array()));
    }

    /// Reads a signature's line, without its end.
    ///
    /// @throws BadEvidence when it is none
    public static NoteSignature of(String line) throws BadEvidence {
        var parts = line.substring(Math.min(DASH.length(), line.length())).split(" ", -1);
        if (!line.startsWith(DASH) || parts.length != 2 || !NoteKey.isName(parts[0])) {
            throw new BadEvidence("a signature's line is a dash (U+2014), a name and base64, a space between each");
        }
        var blob = Base64Text.decode(parts[1], "the signature of " + parts[0]);
        if (blob.length <= NoteKey.ID_BYTES) {
            throw new BadEvidence("the signature of %s is too short".formatted(parts[0]));
        }
        return new NoteSignature(parts[0], Bytes.copyOf(blob));
    }

    /// Its line, with the end.
    public String line() {
        return DASH + name + " " + Base64.getEncoder().encodeToString(blob.toArray()) + "\n";
    }

    /// Whether it says that this key made it.
    public boolean claims(NoteKey key) {
        return name.equals(key.name()) && buffer().getInt() == key.id();
    }

    /// Whether this key, which it claims, did make it under this text.
    boolean isBy(NoteKey key, String text) {
        if (blob.sizeBytes() != key.algorithm().blobBytes()) {
            return false;
        }
        var body = buffer().position(NoteKey.ID_BYTES);
        long seconds = key.algorithm().isTimed() ? body.getLong() : 0;
        var signature = new byte[body.remaining()];
        body.get(signature);
        return SignedText.of(key, text, seconds)
                .map(message -> key.verifies(message, signature))
                .orElse(false);
    }

    /// When it was made, by its maker's clock; for signatures that carry a time.
    public Instant at() {
        return Instant.ofEpochSecond(buffer().position(NoteKey.ID_BYTES).getLong());
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(blob.toArray());
    }
}
