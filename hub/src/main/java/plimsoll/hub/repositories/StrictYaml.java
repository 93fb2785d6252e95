package plimsoll.hub.repositories;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Reads YAML that strangers wrote: text, numbers, truth values, nulls, lists and mappings, and nothing that grows
/// without end.
public final class StrictYaml {
    /// Nobody's file nests deeper; the reader recurses.
    public static final int MAX_DEPTH = 64;
    /// Uses of one anchor. Aliases let a short text stand for an endless one.
    public static final int MAX_ALIASES = 50;

    private StrictYaml() {}

    /// The value that a text stands for.
    ///
    /// @param maxCharacters the longest text that is read
    /// @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException when it is none, and where that shows
    public static @Nullable Object load(String yaml, int maxCharacters) {
        var settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setAllowNonScalarKeys(false)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setCodePointLimit(maxCharacters)
                .build();
        refuseDepth(yaml, settings);
        return new Load(settings).loadFromString(yaml);
    }

    // The parser keeps a stack of its own, but what builds values from it recurses.
    private static void refuseDepth(String yaml, LoadSettings settings) {
        int depth = 0;
        for (var events = new ParserImpl(settings, new StreamReader(settings, yaml)); events.hasNext(); ) {
            var event = events.next();
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                throw new ParserException("nested more than %d levels deep".formatted(MAX_DEPTH), event.getStartMark());
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }
}
