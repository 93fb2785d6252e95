package plimsoll.domain.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a log sends to a witness: a checkpoint, and the proof that it continues the one the witness saw last
/// (C2SP tlog-witness).
///
/// @param older the size that the witness saw last; 0 for never
/// @param proof the consistency proof from there
/// @param checkpoint the checkpoint
public record WitnessRequest(long older, List<TreeHash> proof, SignedNote checkpoint) {
    /// The largest that is read.
    public static final int MAX_BYTES = SignedNote.MAX_BYTES + 64 * 64;

    private static final int MAX_PROOF = 63;
    private static final String OLD = "old ";

    public WitnessRequest {
        proof = List.copyOf(proof);
    }

    /// Reads a request.
    ///
    /// @throws BadEvidence when it is none
    public static WitnessRequest of(byte[] body) throws BadEvidence {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new BadEvidence("the request is not UTF-8");
        }
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw new BadEvidence("a request is an old size, a proof, an empty line and a checkpoint");
        }
        var lines = text.substring(0, blank).split("\n", -1);
        if (!lines[0].matches(OLD + "(0|[1-9][0-9]{0,17})") || lines.length - 1 > MAX_PROOF) {
            throw new BadEvidence(
                    "a request begins with  old SIZE  and has at most %d lines of proof".formatted(MAX_PROOF));
        }
        var proof = new ArrayList<TreeHash>();
        for (int i = 1; i < lines.length; i++) {
            proof.add(TreeHash.ofBase64(lines[i]));
        }
        return new WitnessRequest(
                Long.parseLong(lines[0].substring(OLD.length())), proof, SignedNote.of(text.substring(blank + 2)));
    }

    /// As it is sent.
    public String text() {
        var text = new StringBuilder(OLD).append(older).append('\n');
        proof.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint.note()).toString();
    }
}
