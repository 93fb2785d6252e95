package plimsoll.domain.openness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The licences that are known by an SPDX id, and which of them are open: approved by the Open Source Initiative,
/// free by the Free Software Foundation, made for open data, or OpenMDW.
public final class Licences {
    private static final Map<String, Known> KNOWN = read();

    private Licences() {}

    /// Whether everybody may use, study, change and pass on what is under this licence.
    ///
    /// @param id an SPDX id, in its own spelling
    public static boolean isOpen(String id) {
        return Optional.ofNullable(KNOWN.get(id)).filter(Known::open).isPresent();
    }

    /// Whether the list knows of it at all.
    public static boolean isKnown(String id) {
        return KNOWN.containsKey(id);
    }

    /// Whether the Open Source Initiative has approved it.
    public static boolean isOsiApproved(String id) {
        return Optional.ofNullable(KNOWN.get(id)).filter(Known::osiApproved).isPresent();
    }

    /// Whether it was written for this kind of content, as far as anybody says.
    public static boolean fits(String id, Content content) {
        return Optional.ofNullable(KNOWN.get(id))
                .filter(known -> known.writtenFor().contains(content.word()))
                .isPresent();
    }

    private static Map<String, Known> read() {
        var known = new HashMap<String, Known>();
        try (var lines = new BufferedReader(
                new InputStreamReader(Licences.class.getResourceAsStream("licences.tsv"), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                var cells = line.split("\t", -1);
                known.put(cells[0], Known.of(cells[1], cells[2]));
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Collections.unmodifiableMap(known);
    }

    private record Known(boolean open, boolean osiApproved, Set<String> writtenFor) {
        static Known of(String marks, String contents) {
            var writtenFor =
                    Arrays.stream(contents.split(",", -1)).map(String::strip).collect(Collectors.toSet());
            return new Known(!marks.equals("-"), marks.indexOf('o') >= 0, writtenFor);
        }
    }
}
