package plimsoll.backends.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.FilePath;
import plimsoll.hub.repositories.Repositories.Diff;

/// Writes what a commit changed.
final class Differences {
    /// Each added file is compared with each removed one, so more than this many of either take too long.
    private static final int RENAME_LIMIT = 200;
    /// Comparing two files line by line costs up to their product; beyond this they are named only.
    private static final int LARGEST_COMPARED_BYTES = 1 << 20;

    private Differences() {}

    /// The difference to the first parent, of at most `maxBytes`, cut at the end of a line.
    static Diff of(StoredRepository repository, GitOid commit, int maxBytes, Predicate<FilePath> shown)
            throws IOException {
        var text = new ByteArrayOutputStream();
        try (var reader = repository.newObjectReader();
                var walk = new RevWalk(reader);
                var formatter = new DiffFormatter(text)) {
            formatter.setReader(reader, repository.getConfig());
            formatter.setDetectRenames(true);
            formatter.getRenameDetector().setRenameLimit(RENAME_LIMIT);
            formatter.getRenameDetector().setBigFileThreshold(LARGEST_COMPARED_BYTES);
            formatter.setBinaryFileThreshold(LARGEST_COMPARED_BYTES);
            var after = walk.parseCommit(Oids.jgit(commit));
            var before = after.getParentCount() == 0
                    ? new EmptyTreeIterator()
                    : new CanonicalTreeParser(
                            null, reader, walk.parseCommit(after.getParent(0)).getTree());
            for (var file : formatter.scan(before, new CanonicalTreeParser(null, reader, after.getTree()))) {
                if (!isShown(file, shown)) {
                    continue;
                }
                formatter.format(file);
                formatter.flush();
                if (text.size() > maxBytes) {
                    return new Diff(cut(text.toByteArray(), maxBytes), true);
                }
            }
        }
        return new Diff(text.toString(StandardCharsets.UTF_8), false);
    }

    // What is added has no old path, what is removed no new one.
    private static boolean isShown(DiffEntry file, Predicate<FilePath> shown) {
        return Stream.of(file.getOldPath(), file.getNewPath())
                .filter(path -> !path.equals(DiffEntry.DEV_NULL))
                .allMatch(path -> FilePath.parse(path).filter(shown).isPresent());
    }

    private static String cut(byte[] text, int maxBytes) {
        int end = maxBytes;
        while (end > 0 && text[end - 1] != '\n') {
            end--;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }
}
