package plimsoll.domain.repository;

import java.util.ArrayList;
import java.util.List;

/// A pattern of `.gitignore` and `.gitattributes` (gitignore(5)): `*` and `?` stay within a segment, `**` does not,
/// and a pattern without a slash matches at any depth.
///
/// Patterns come from strangers, so matching never backtracks further than to the last star: time is at most the
/// product of both lengths.
public final class PathPattern {
    private static final String ANY_DEPTH = "**";

    private final List<String> segments;
    private final boolean foldersOnly;

    private PathPattern(List<String> segments, boolean foldersOnly) {
        this.segments = segments;
        this.foldersOnly = foldersOnly;
    }

    /// Reads a pattern as it stands in the file, without the `!` that negates it.
    public static PathPattern parse(String text) {
        boolean foldersOnly = text.length() > 1 && text.endsWith("/");
        var body = foldersOnly ? text.substring(0, text.length() - 1) : text;
        boolean anchored = body.indexOf('/') >= 0;
        var segments = new ArrayList<String>();
        if (!anchored) {
            segments.add(ANY_DEPTH);
        }
        for (var segment : (body.startsWith("/") ? body.substring(1) : body).split("/", -1)) {
            segments.add(segment);
        }
        return new PathPattern(List.copyOf(segments), foldersOnly);
    }

    /// Whether the pattern means this path itself.
    public boolean matches(String path, boolean folder) {
        return (folder || !foldersOnly) && matchSegments(path.split("/", -1));
    }

    // The same walk as within a segment, one level up: `**` is the star, a segment is the character.
    private boolean matchSegments(String[] path) {
        int p = 0;
        int s = 0;
        int starAt = -1;
        int resumeAt = 0;
        while (s < path.length) {
            if (p < segments.size() && segments.get(p).equals(ANY_DEPTH)) {
                starAt = p++;
                resumeAt = s;
            } else if (p < segments.size() && SegmentPattern.matches(segments.get(p), path[s])) {
                p++;
                s++;
            } else if (starAt >= 0) {
                p = starAt + 1;
                s = ++resumeAt;
            } else {
                return false;
            }
        }
        return p == segments.size();
    }
}
