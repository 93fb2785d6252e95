package plimsoll.domain.ledger;

import java.util.Base64;

/// Base64 as evidence writes it: RFC 4648, section 4, padded, and one spelling for each run of bytes.
final class Base64Text {
    private Base64Text() {}

    /// @param what the thing that is read, for the message
    static byte[] decode(String text, String what) throws BadEvidence {
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // told below, together with spellings that only look right
        }
        throw new BadEvidence(what + " is not base64 as RFC 4648 writes it");
    }
}
