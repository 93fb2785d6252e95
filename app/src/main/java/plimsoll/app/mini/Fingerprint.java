package plimsoll.app.mini;

import java.nio.charset.StandardCharsets;

/// 64-bit FNV-1a of a text, finished by a mixer: decides what is held out, so that a choice stays as it is when the
/// grammar grows around it.
final class Fingerprint {
    private Fingerprint() {}

    static long of(String text) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }

    /// Whether a text belongs to the part of one in `parts` that is kept from training.
    static boolean heldOut(String text, int parts) {
        return Long.remainderUnsigned(of(text), parts) == 0;
    }
}
