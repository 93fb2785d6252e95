package plimsoll.engine.tokenizer;

import java.util.List;
import java.util.Optional;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.Json.Items;
import plimsoll.engine.json.Json.Members;

/// Looks into parts of a `tokenizer.json`, all of which may be missing or null.
final class JsonParts {
    private JsonParts() {}

    static Optional<Members> part(Members owner, String name) {
        return owner.get(name)
                .flatMap(value -> value instanceof Members members ? Optional.of(members) : Optional.empty());
    }

    static List<Json> list(Members owner, String name) {
        return owner.values().get(name) instanceof Items(var values) ? values : List.of();
    }

    /// The steps of a part: those in it when it is a sequence, itself when it is one, none when it is missing.
    static List<Members> steps(Members owner, String name, String inner) throws BadTokenizer {
        var part = part(owner, name);
        if (part.isEmpty()) {
            return List.of();
        }
        if (!type(part.get()).equals("Sequence")) {
            return List.of(part.get());
        }
        return list(part.get(), inner).stream()
                .flatMap(step ->
                        step instanceof Members members ? List.of(members).stream() : List.<Members>of().stream())
                .toList();
    }

    static String type(Members part) throws BadTokenizer {
        return part.text("type").orElseThrow(() -> new BadTokenizer("a part of tokenizer.json has no type"));
    }

    static BadTokenizer unknown(String kind, Members part) {
        return new BadTokenizer("tokenizer.json has the %s \"%s\" in a form that is not known here"
                .formatted(kind, part.text("type").orElse("")));
    }
}
