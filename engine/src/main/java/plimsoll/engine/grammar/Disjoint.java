package plimsoll.engine.grammar;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.Json.Items;
import plimsoll.engine.json.Json.Members;
import plimsoll.engine.json.Json.Text;

/// Whether no value can be valid by two branches of a `oneOf`: then, and only then, it is an `anyOf`.
final class Disjoint {
    /// Schemas may point to each other in circles; whoever has to look further than this is not told apart.
    private static final int MAX_COMPARED = 2_000;

    private static final int MAX_DEPTH = 16;

    private final Json root;
    private int compared;

    Disjoint(Json root) {
        this.root = root;
    }

    void check(List<Json> branches, String where) throws GrammarRefused {
        for (int i = 0; i < branches.size(); i++) {
            for (int j = i + 1; j < branches.size(); j++) {
                if (!apart(resolved(branches.get(i), where), resolved(branches.get(j), where), 0, where)) {
                    throw new GrammarRefused(
                            "oneOf at %s, where a value may be valid by branches %d and %d at once, is not known here"
                                    .formatted(where, i, j));
                }
            }
        }
    }

    private Json resolved(Json schema, String where) throws GrammarRefused {
        var found = schema;
        for (int i = 0;
                i < 16
                        && found instanceof Members members
                        && members.text("$ref").isPresent();
                i++) {
            found = SchemaKeywords.resolve(root, members.text("$ref").get(), where);
        }
        return found;
    }

    private boolean apart(Json left, Json right, int depth, String where) throws GrammarRefused {
        if (depth > MAX_DEPTH || ++compared > MAX_COMPARED) {
            return false;
        }
        if (!(left instanceof Members one) || !(right instanceof Members other)) {
            return false;
        }
        var values = values(one);
        var others = values(other);
        if (values.isPresent() && others.isPresent()) {
            return values.get().stream().noneMatch(others.get()::contains);
        }
        var types = types(one);
        var otherTypes = types(other);
        if (!types.isEmpty() && !otherTypes.isEmpty() && types.stream().noneMatch(otherTypes::contains)) {
            return true;
        }
        return toldApartByAMember(one, other, depth, where);
    }

    // An object that needs a member with one value is no object that needs it with another.
    private boolean toldApartByAMember(Members one, Members other, int depth, String where) throws GrammarRefused {
        var required = new HashSet<>(SchemaKeywords.texts(one, "required", where));
        required.retainAll(SchemaKeywords.texts(other, "required", where));
        boolean objects = types(one).equals(Set.of("object")) && types(other).equals(Set.of("object"));
        for (var name : required) {
            var left = SchemaKeywords.part(one, "properties", where).get(name);
            var right = SchemaKeywords.part(other, "properties", where).get(name);
            if (objects
                    && left.isPresent()
                    && right.isPresent()
                    && apart(resolved(left.get(), where), resolved(right.get(), where), depth + 1, where)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<List<Json>> values(Members schema) {
        if (schema.get("const").isPresent()) {
            return Optional.of(List.of(schema.get("const").get()));
        }
        return schema.values().get("enum") instanceof Items(var values) ? Optional.of(values) : Optional.empty();
    }

    // A whole number is a number, too.
    private static Set<String> types(Members schema) {
        var types = new HashSet<String>();
        var said = schema.values().get("type");
        if (said instanceof Text(var type)) {
            types.add(type);
        } else if (said instanceof Items(var several)) {
            for (var one : several) {
                types.add(one instanceof Text(var type) ? type : "");
            }
        } else if (said == null) {
            for (var value : values(schema).orElse(List.of())) {
                types.add(SchemaKeywords.typeOf(value));
            }
        }
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }
}
