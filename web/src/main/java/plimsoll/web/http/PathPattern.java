package plimsoll.web.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A pattern of paths, matched segment by segment on the raw path, so that an encoded `/` inside a segment (`%2F`,
/// as in the revision `refs%2Fpr%2F3`) stays inside it.
///
/// `{name}` takes one segment, `{name:a|b}` one of the words, `{name}.git` a segment with that ending, and `{name...}`
/// as the last one takes all that is left, also nothing.
public final class PathPattern implements Comparable<PathPattern> {
    private final String text;
    private final List<Segment> segments;

    private PathPattern(String text, List<Segment> segments) {
        this.text = text;
        this.segments = List.copyOf(segments);
    }

    /// Reads a pattern, which begins with `/`.
    public static PathPattern of(String text) {
        var segments = new ArrayList<Segment>();
        for (var part : text.substring(1).split("/", -1)) {
            segments.add(segment(part));
        }
        return new PathPattern(text, segments);
    }

    /// The variables of a path that matches, decoded; empty when it does not.
    ///
    /// @param path the raw path's segments, still encoded
    Optional<Map<String, String>> match(List<String> path) {
        var variables = new HashMap<String, String>();
        for (int i = 0; i < segments.size(); i++) {
            switch (segments.get(i)) {
                case Segment.Rest(var name) -> {
                    variables.put(name, decodeRest(path.subList(Math.min(i, path.size()), path.size())));
                    return Optional.of(variables);
                }
                case Segment.Literal(var word) -> {
                    if (i >= path.size() || !word.equals(path.get(i))) {
                        return Optional.empty();
                    }
                }
                case Segment.Variable variable -> {
                    if (i >= path.size() || !variable.take(path.get(i), variables)) {
                        return Optional.empty();
                    }
                }
            }
        }
        return path.size() == segments.size() ? Optional.of(variables) : Optional.empty();
    }

    // Each segment of the rest is decoded by itself; a slash encoded within one separates as well, as clients expect of
    // file paths.
    private static String decodeRest(List<String> rest) {
        return String.join("/", rest.stream().map(Percent::decode).toList());
    }

    /// The more particular pattern comes first: words before variables, variables before rests.
    @Override
    public int compareTo(PathPattern other) {
        for (int i = 0; i < Math.min(segments.size(), other.segments.size()); i++) {
            int order = Integer.compare(
                    segments.get(i).looseness(), other.segments.get(i).looseness());
            if (order != 0) {
                return order;
            }
        }
        int longer = Integer.compare(other.segments.size(), segments.size());
        return longer != 0 ? longer : text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static Segment segment(String part) {
        int close = part.indexOf('}');
        if (!part.startsWith("{") || close < 0) {
            return new Segment.Literal(part);
        }
        var inside = part.substring(1, close);
        if (inside.endsWith("...")) {
            return new Segment.Rest(inside.substring(0, inside.length() - "...".length()));
        }
        int colon = inside.indexOf(':');
        var name = colon < 0 ? inside : inside.substring(0, colon);
        var words = colon < 0
                ? Set.<String>of()
                : Set.copyOf(Arrays.asList(inside.substring(colon + 1).split("\\|")));
        return new Segment.Variable(name, words, part.substring(close + 1));
    }

    private sealed interface Segment {
        /// Sorts patterns: the smaller, the more particular.
        int looseness();

        record Literal(String word) implements Segment {
            @Override
            public int looseness() {
                return 0;
            }
        }

        record Variable(String name, Set<String> words, String ending) implements Segment {
            boolean take(String raw, Map<String, String> variables) {
                if (!raw.endsWith(ending) || raw.length() == ending.length()) {
                    return false;
                }
                var value = Percent.decode(raw.substring(0, raw.length() - ending.length()));
                variables.put(name, value);
                return words.isEmpty() || words.contains(value);
            }

            @Override
            public int looseness() {
                return !words.isEmpty() ? 1 : !ending.isEmpty() ? 2 : 3;
            }
        }

        record Rest(String name) implements Segment {
            @Override
            public int looseness() {
                return 4;
            }
        }
    }
}
