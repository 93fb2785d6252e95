package plimsoll.hub.repositories;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The YAML between two lines of `---` at the beginning of a `README.md`.
sealed interface FrontMatter {
    /// There is none, or nothing in it.
    record Absent() implements FrontMatter {}

    /// There is, and it is a mapping of names to values: text, numbers, truth values, nulls, lists and mappings.
    record Present(Map<String, Object> fields, String json) implements FrontMatter {}

    /// There is, but it cannot be read.
    record Unreadable(String message) implements FrontMatter {}

    /// The largest dataset cards of the ecosystem, which list hundreds of configurations, stay below.
    int MAX_CHARACTERS = 1024 * 1024;

    /// Opening and closing lines, with either kind of line ends; a byte order mark may come first.
    Pattern OPENING = Pattern.compile("\\A\\uFEFF?\\s*---[ \\t]*\\R");

    /// The closing line.
    Pattern CLOSING = Pattern.compile("^---[ \\t]*$", Pattern.MULTILINE);

    /// Finds and reads the front matter of `readme`.
    static FrontMatter of(String readme) {
        var opening = OPENING.matcher(readme);
        if (!opening.find()) {
            return new Absent();
        }
        var closing = CLOSING.matcher(readme);
        if (!closing.find(opening.end())) {
            return new Absent();
        }
        if (closing.start() - opening.end() > MAX_CHARACTERS) {
            return new Unreadable("The metadata is longer than %d characters.".formatted(MAX_CHARACTERS));
        }
        int firstLine = (int) readme.substring(0, opening.end()).lines().count();
        return read(readme.substring(opening.end(), closing.start()), firstLine);
    }

    private static FrontMatter read(String yaml, int linesBefore) {
        try {
            return fields(StrictYaml.load(yaml, MAX_CHARACTERS));
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark().map(mark -> line(mark, linesBefore)).orElse("");
            return new Unreadable("Invalid YAML%s: %s".formatted(line, reason(e.getProblem(), e)));
        } catch (YamlEngineException e) {
            return new Unreadable("Invalid YAML: " + reason(e.getMessage(), e));
        }
    }

    private static FrontMatter fields(@org.jspecify.annotations.Nullable Object document) {
        if (document == null) {
            return new Absent();
        }
        if (!(document instanceof Map<?, ?> map)) {
            return new Unreadable("The metadata must be a mapping of names to values, such as  license: mit");
        }
        var fields = new HashMap<String, Object>();
        for (var entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                return new Unreadable("The name of a metadata field must be text, not " + entry.getKey());
            }
            if (entry.getValue() != null) {
                fields.put(name, entry.getValue());
            }
        }
        return JsonText.of(map)
                .<FrontMatter>map(json -> new Present(fields, json))
                .orElseGet(() -> new Unreadable("The metadata is too long once its aliases are written out, or refers "
                        + "to itself, or holds something that JSON cannot."));
    }

    private static String line(Mark mark, int linesBefore) {
        return " in line %d, column %d".formatted(mark.getLine() + 1 + linesBefore, mark.getColumn() + 1);
    }

    private static String reason(@org.jspecify.annotations.Nullable String problem, YamlEngineException fault) {
        return problem == null
                ? fault.getClass().getSimpleName()
                : problem.lines().findFirst().orElse("");
    }
}
