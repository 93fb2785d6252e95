package plimsoll.engine.grammar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.Json.Items;
import plimsoll.engine.json.Json.Members;
import plimsoll.engine.json.Json.Text;
import plimsoll.engine.json.Json.Whole;

/// Reads the keywords of a schema, and refuses those that nobody here knows.
final class SchemaKeywords {
    private SchemaKeywords() {}

    /// The keywords that say something about what is valid.
    static Set<String> says(Members schema, Set<String> remarks) {
        var said = new LinkedHashSet<>(schema.values().keySet());
        said.removeAll(remarks);
        return said;
    }

    /// Refuses by its name what is not known at this place.
    static void only(Set<String> said, Set<String> known, String where, String beside) throws GrammarRefused {
        for (var keyword : said) {
            if (!known.contains(keyword)) {
                throw new GrammarRefused(
                        "the keyword %s at %s is not known here, beside %s".formatted(keyword, where, beside));
            }
        }
    }

    static List<Json> list(Members schema, String keyword, String where) throws GrammarRefused {
        if (schema.values().get(keyword) instanceof Items(var values) && !values.isEmpty()) {
            return values;
        }
        throw new GrammarRefused("%s at %s is not a list with something in it".formatted(keyword, where));
    }

    static List<String> texts(Members schema, String keyword, String where) throws GrammarRefused {
        var texts = new ArrayList<String>();
        if (schema.get(keyword).isPresent()) {
            if (!(schema.values().get(keyword) instanceof Items(var values))) {
                throw new GrammarRefused("%s at %s is not a list".formatted(keyword, where));
            }
            for (var value : values) {
                if (!(value instanceof Text(var text))) {
                    throw new GrammarRefused("%s at %s is not a list of names".formatted(keyword, where));
                }
                texts.add(text);
            }
        }
        return texts;
    }

    static Members part(Members schema, String keyword, String where) throws GrammarRefused {
        return switch (schema.get(keyword).orElse(new Members(new LinkedHashMap<>()))) {
            case Members members -> members;
            case Json _ -> throw new GrammarRefused("%s at %s is not an object".formatted(keyword, where));
        };
    }

    /// A number that counts something.
    static Optional<Long> number(Members schema, String keyword, String where) throws GrammarRefused {
        var number = bound(schema, keyword, where);
        if (number.isPresent() && (number.get() < 0 || number.get() > Blueprint.MAX_REPEATS)) {
            throw new GrammarRefused("%s at %s is %d, where 0 to %d are allowed"
                    .formatted(keyword, where, number.get(), Blueprint.MAX_REPEATS));
        }
        return number;
    }

    /// A number that bounds another.
    static Optional<Long> bound(Members schema, String keyword, String where) throws GrammarRefused {
        if (schema.get(keyword).isEmpty()) {
            return Optional.empty();
        }
        if (schema.values().get(keyword) instanceof Whole(var number) && Math.abs(number) <= IntegerRange.MOST) {
            return Optional.of(number);
        }
        throw new GrammarRefused("%s at %s is not a whole number of up to fifteen digits".formatted(keyword, where));
    }

    static String typeOf(Json value) {
        return switch (value) {
            case Members _ -> "object";
            case Items _ -> "array";
            case Text _ -> "string";
            case Whole _ -> "integer";
            case Json.Real _ -> "number";
            case Json.Flag _ -> "boolean";
            case Json.Nothing _ -> "null";
        };
    }

    /// What a pointer within the document points to.
    static Json resolve(Json root, String pointer, String where) throws GrammarRefused {
        if (!pointer.equals("#") && !pointer.startsWith("#/")) {
            throw new GrammarRefused("the $ref %s at %s leads out of the document".formatted(pointer, where));
        }
        var found = Optional.of(root);
        for (var name : pointer.equals("#")
                ? List.<String>of()
                : List.of(pointer.substring(2).split("/", -1))) {
            var key = name.replace("~1", "/").replace("~0", "~");
            found = found.flatMap(owner -> switch (owner) {
                case Members members -> members.get(key);
                case Items(var values)
                when key.matches("[0-9]{1,6}") && Integer.parseInt(key) < values.size() ->
                    Optional.of(values.get(Integer.parseInt(key)));
                case Json _ -> Optional.empty();
            });
        }
        return found.orElseThrow(() -> new GrammarRefused("the $ref %s at %s leads nowhere".formatted(pointer, where)));
    }
}
