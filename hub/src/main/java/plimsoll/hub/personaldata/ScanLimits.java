package plimsoll.hub.personaldata;

import java.time.Duration;

/// How much of a file is read.
///
/// @param wholeBytes a file that is not larger is read whole; of a larger one, so many bytes of pieces
/// @param blockBytes how large a piece is
/// @param patience how long one file may take
public record ScanLimits(long wholeBytes, int blockBytes, Duration patience) {
    /// What is usual: ten seconds or so for the largest file that is read whole.
    public static final ScanLimits USUAL = new ScanLimits(512L << 20, 1 << 20, Duration.ofMinutes(20));
}
