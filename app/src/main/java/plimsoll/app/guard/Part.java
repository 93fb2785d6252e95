package plimsoll.app.guard;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import plimsoll.domain.guard.Features;

/// What a sample is used for. It depends on the text alone, so the same text is nowhere used for two things.
enum Part {
    /// Weights are learned from it.
    LEARN,
    /// Thresholds are fitted on it.
    FIT,
    /// It is only measured.
    MEASURE;

    private static final int QUARTERS = 4;
    private static final int TENTHS = 10;

    /// The part of a text of a set that is divided: two quarters, one, one.
    static Part ofDivided(String text) {
        return switch (hash(text) % QUARTERS) {
            case 0, 1 -> LEARN;
            case 2 -> FIT;
            default -> MEASURE;
        };
    }

    /// The part of a text of a set that is learned from: thresholds need some of it too.
    static Part ofLearned(String text) {
        return hash(text) % TENTHS == 0 ? FIT : LEARN;
    }

    /// A number that depends on a text alone.
    static int hash(String text) {
        var crc = new CRC32();
        crc.update(Features.normal(text).getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() >>> 4);
    }
}
