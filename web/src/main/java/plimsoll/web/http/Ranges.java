package plimsoll.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a `Range` header asks of some bytes (RFC 9110, section 14).
public sealed interface Ranges {
    /// More than this in one header is not a reader but an attack (CVE-2011-3192).
    int MAX_RANGES = 64;

    /// Everything: there was no header, or one we need not understand.
    record Everything() implements Ranges {}

    /// One or several stretches.
    record Some(List<Stretch> stretches) implements Ranges {
        public Some {
            stretches = List.copyOf(stretches);
        }
    }

    /// Nothing of what was asked is there.
    record Nothing() implements Ranges {}

    /// A stretch of bytes.
    ///
    /// @param first its first byte
    /// @param lengthBytes how many
    record Stretch(long first, long lengthBytes) {
        /// As `Content-Range` writes it.
        public String of(long sizeBytes) {
            return "bytes %d-%d/%d".formatted(first, first + lengthBytes - 1, sizeBytes);
        }
    }

    /// Reads a header about `sizeBytes` bytes.
    static Ranges parse(Optional<String> header, long sizeBytes) {
        var text = header.map(String::strip).orElse("");
        if (!text.startsWith("bytes=")) {
            return new Everything();
        }
        var stretches = new ArrayList<Stretch>();
        var parts = text.substring("bytes=".length()).split(",", -1);
        if (parts.length > MAX_RANGES) {
            return new Everything();
        }
        for (var part : parts) {
            var match = Spec.SHAPE.matcher(part.strip());
            if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
                return new Everything(); // a malformed header is ignored, RFC 9110 section 14.2
            }
            var stretch = Spec.stretch(match.group(1), match.group(2), sizeBytes);
            if (stretch == null) {
                return new Everything();
            }
            if (stretch.lengthBytes() > 0) {
                stretches.add(stretch);
            }
        }
        return stretches.isEmpty() ? new Nothing() : new Some(stretches);
    }

    /// One part of the header.
    final class Spec {
        private static final Pattern SHAPE = Pattern.compile("([0-9]{0,19})-([0-9]{0,19})");

        private Spec() {}

        // Null for what is malformed; of no length for what is beyond the end.
        private static @org.jspecify.annotations.Nullable Stretch stretch(String first, String last, long sizeBytes) {
            if (first.isEmpty()) {
                long wanted = Math.min(number(last), sizeBytes);
                return new Stretch(sizeBytes - wanted, wanted);
            }
            long from = number(first);
            long to = last.isEmpty() ? Long.MAX_VALUE : number(last);
            if (to < from) {
                return null;
            }
            return from >= sizeBytes ? new Stretch(0, 0) : new Stretch(from, Math.min(to, sizeBytes - 1) - from + 1);
        }

        private static long number(String digits) {
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException _) {
                return Long.MAX_VALUE; // nineteen digits may exceed a long; the file ends before that
            }
        }
    }
}
