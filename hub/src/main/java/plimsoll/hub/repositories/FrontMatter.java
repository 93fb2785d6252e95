package plimsoll.hub.repositories;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

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
    /// Nobody's card nests deeper; the reader recurses.
    int MAX_DEPTH = 64;
    /// Uses of one anchor. Aliases let a short text stand for an endless one.
    int MAX_ALIASES = 50;

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
            var tooDeep = tooDeep(yaml, linesBefore);
            return tooDeep.isPresent() ? tooDeep.get() : fields(new Load(settings()).loadFromString(yaml));
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark().map(mark -> line(mark, linesBefore)).orElse("");
            return new Unreadable("Invalid YAML%s: %s".formatted(line, reason(e.getProblem(), e)));
        } catch (YamlEngineException e) {
            return new Unreadable("Invalid YAML: " + reason(e.getMessage(), e));
        }
    }

    private static LoadSettings settings() {
        return LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setAllowNonScalarKeys(false)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setCodePointLimit(MAX_CHARACTERS)
                .build();
    }

    // The parser keeps a stack of its own, but what builds values from it recurses.
    private static Optional<FrontMatter> tooDeep(String yaml, int linesBefore) {
        int depth = 0;
        for (var events = new ParserImpl(settings(), new StreamReader(settings(), yaml)); events.hasNext(); ) {
            var event = events.next();
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                var line = event.getStartMark()
                        .map(mark -> line(mark, linesBefore))
                        .orElse("");
                return Optional.of(
                        new Unreadable("Invalid YAML%s: nested more than %d levels deep".formatted(line, MAX_DEPTH)));
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
        return Optional.empty();
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
