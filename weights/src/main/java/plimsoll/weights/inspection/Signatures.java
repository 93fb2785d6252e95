package plimsoll.weights.inspection;

import java.nio.charset.StandardCharsets;

/// What is known without a scanner for viruses.
final class Signatures {
    // In two halves, so that nobody's scanner takes this class for it.
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private Signatures() {}

    /// Whether it begins as the test file of the European Institute for Computer Antivirus Research does.
    static boolean isTestVirus(byte[] front) {
        return new String(front, StandardCharsets.ISO_8859_1).startsWith(EICAR);
    }
}
