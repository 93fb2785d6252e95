package plimsoll.hub.line;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import plimsoll.domain.openness.LicenceText;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.hub.repositories.Parts;
import plimsoll.hub.repositories.Snapshot;

/// Finds the licences whose texts lie at the root of a commit.
final class LicenceFiles {
    private static final Pattern NAME =
            Pattern.compile("(?:LICEN[SC]E|COPYING|UNLICENSE)(?:[._-].{0,40})?", Pattern.CASE_INSENSITIVE);
    /// More files of this kind than this are not read.
    private static final int MOST_FILES = 10;
    /// The longest licence has 40 kB.
    private static final int MOST_BYTES = 128 * 1024;

    private LicenceFiles() {}

    /// Their ids as cards spell them; empty where there is no text, or one that nobody here knows: whether that is an
    /// open one cannot be said.
    static Optional<Set<String>> found(Snapshot commit, Parts parts) throws IOException {
        var found = new TreeSet<String>();
        var names = parts.names().stream()
                .filter(name -> NAME.matcher(name).matches())
                .limit(MOST_FILES)
                .toList();
        for (var name : names) {
            var entry = commit.find(new FilePath(name));
            if (entry.isEmpty() || !(entry.get() instanceof Entry.SmallFile file)) {
                return Optional.empty();
            }
            try (var in = commit.open(file.oid())) {
                var id = LicenceText.id(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
                if (id.isEmpty()) {
                    return Optional.empty();
                }
                found.add(id.get());
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }
}
