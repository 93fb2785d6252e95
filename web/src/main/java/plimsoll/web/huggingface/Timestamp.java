package plimsoll.web.huggingface;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Instants as the protocol writes them. The three decimals are not decoration: the Python client parses no date
/// without.
final class Timestamp {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamp() {}

    static String iso(Instant instant) {
        return ISO.format(instant);
    }
}
