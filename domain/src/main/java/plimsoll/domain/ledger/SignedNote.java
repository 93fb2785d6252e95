package plimsoll.domain.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A text with signatures under it (C2SP signed-note).
///
/// @param text one or more lines, each with its end
/// @param signatures in their order
public record SignedNote(String text, List<NoteSignature> signatures) {
    /// The largest note that is read: a checkpoint with as many post-quantum signatures as may be.
    public static final int MAX_BYTES = 256 * 1024;
    /// More cosigners than any log has; the format asks for at least 16.
    private static final int MAX_SIGNATURES = 64;

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /// Reads a note. Nothing is verified yet.
    ///
    /// @throws BadEvidence when it is none
    public static SignedNote of(byte[] bytes) throws BadEvidence {
        if (bytes.length > MAX_BYTES) {
            throw new BadEvidence("the note is larger than %d bytes".formatted(MAX_BYTES));
        }
        try {
            return of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException _) {
            throw new BadEvidence("the note is not UTF-8");
        }
    }

    /// Reads a note. Nothing is verified yet.
    ///
    /// @throws BadEvidence when it is none
    public static SignedNote of(String note) throws BadEvidence {
        if (note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new BadEvidence("the note has control characters in it");
        }
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n") || blank + 2 == note.length()) {
            throw new BadEvidence("a note is a text, an empty line, and lines of signatures, each with its end");
        }
        var lines = note.substring(blank + 2, note.length() - 1).split("\n", -1);
        if (lines.length > MAX_SIGNATURES) {
            throw new BadEvidence("the note has more than %d signatures".formatted(MAX_SIGNATURES));
        }
        var signatures = new ArrayList<NoteSignature>();
        for (var line : lines) {
            signatures.add(NoteSignature.of(line));
        }
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    /// The note as it is handed on.
    public String note() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }

    /// This note with more signatures under it; one that is there already is not repeated.
    public SignedNote with(Collection<NoteSignature> more) {
        var all = new ArrayList<>(signatures);
        more.stream().filter(signature -> !all.contains(signature)).forEach(all::add);
        return new SignedNote(text, all);
    }

    /// Those of `keys` that signed. Signatures by other keys count for nothing, so that a log can add keys nobody
    /// knows yet.
    ///
    /// @throws BadEvidence when a signature claims one of `keys` and is not by it: somebody tampered with the note
    public List<NoteKey> signedBy(Collection<NoteKey> keys) throws BadEvidence {
        var signers = new ArrayList<NoteKey>();
        for (var signature : signatures) {
            for (var key : keys) {
                if (!signature.claims(key)) {
                    continue;
                }
                if (!signature.isBy(key, text)) {
                    throw new BadEvidence("the signature by %s does not hold".formatted(key));
                }
                if (!signers.contains(key)) {
                    signers.add(key);
                }
            }
        }
        return signers;
    }
}
