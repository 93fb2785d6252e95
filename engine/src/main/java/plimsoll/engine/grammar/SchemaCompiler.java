package plimsoll.engine.grammar;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plimsoll.engine.grammar.Blueprint.Draw;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.Json.Items;
import plimsoll.engine.json.Json.Members;
import plimsoll.engine.json.Json.Text;
import plimsoll.engine.json.Json.Whole;

/// Draws a JSON Schema. Whatever the rules allow is valid by the schema; of what is valid they allow what people write:
/// members in the order of the schema, usual white space, numbers of some fifteen digits.
final class SchemaCompiler {
    /// Say nothing about what is valid.
    private static final Set<String> REMARKS = Set.of(
            "title",
            "description",
            "default",
            "examples",
            "$schema",
            "$id",
            "$comment",
            "deprecated",
            "readOnly",
            "writeOnly",
            "$defs",
            "definitions");

    private static final Set<String> OF_OBJECTS = Set.of("properties", "required", "additionalProperties");
    private static final Set<String> OF_ARRAYS = Set.of("items", "minItems", "maxItems");
    private static final Set<String> OF_STRINGS = Set.of("minLength", "maxLength", "pattern");
    private static final Set<String> OF_INTEGERS = Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
    private static final List<String> TYPES =
            List.of("object", "array", "string", "integer", "number", "boolean", "null");

    private static final int MAX_DEPTH = 100;

    /// A name is gone through letter by letter.
    private static final int MAX_NAME_CHARACTERS = 500;

    private final Json root;
    private final Blueprint blueprint = new Blueprint();
    private final JsonForms forms = new JsonForms(blueprint);
    private final Set<String> started = new LinkedHashSet<>();
    private int unnamed;
    private int depth;

    SchemaCompiler(Json root) {
        this.root = root;
    }

    Automaton compile() throws GrammarRefused {
        return compile("", "");
    }

    Automaton compile(String before, String after) throws GrammarRefused {
        forms.draw();
        var body = schema(root, "#");
        blueprint.draw("root", state -> blueprint.text(body.from(blueprint.text(state, before)), after));
        return blueprint.build("root");
    }

    private Draw schema(Json schema, String where) throws GrammarRefused {
        if (++depth > MAX_DEPTH) {
            throw new GrammarRefused("schemas nested, or pointing to each other, deeper than %d".formatted(MAX_DEPTH));
        }
        var draw = drawn(schema, where);
        depth--;
        return draw;
    }

    private Draw drawn(Json schema, String where) throws GrammarRefused {
        return switch (schema) {
            case Json.Flag(var anything) when anything -> state -> blueprint.call(state, JsonForms.ANY);
            case Members members
            when SchemaKeywords.says(members, REMARKS).isEmpty() -> state -> blueprint.call(state, JsonForms.ANY);
            case Members members -> members(members, where);
            case Json _ -> throw new GrammarRefused("the schema at %s is neither an object nor true".formatted(where));
        };
    }

    private Draw members(Members schema, String where) throws GrammarRefused {
        var said = SchemaKeywords.says(schema, REMARKS);
        for (var alone : List.of("$ref", "anyOf", "oneOf", "const")) {
            if (said.contains(alone)) {
                SchemaKeywords.only(said, Set.of(alone, "type"), where, alone);
                return alone(alone, schema, where);
            }
        }
        if (said.contains("enum")) {
            SchemaKeywords.only(said, Set.of("enum", "type"), where, "enum");
            return values(SchemaKeywords.list(schema, "enum", where), schema, where);
        }
        var types = types(schema, said, where);
        var known = new LinkedHashSet<String>(Set.of("type"));
        for (var type : types) {
            known.addAll(keywordsOf(type));
        }
        SchemaKeywords.only(said, known, where, String.join(" or ", types));
        var options = new ArrayList<Draw>();
        for (var type : types) {
            options.add(ofType(type, schema, where));
        }
        return options.size() == 1 ? options.getFirst() : state -> blueprint.choice(state, options);
    }

    private static Set<String> keywordsOf(String type) {
        return switch (type) {
            case "object" -> OF_OBJECTS;
            case "array" -> OF_ARRAYS;
            case "string" -> OF_STRINGS;
            case "integer" -> OF_INTEGERS;
            default -> Set.of();
        };
    }

    private Draw alone(String keyword, Members schema, String where) throws GrammarRefused {
        return switch (keyword) {
            case "$ref" -> reference(schema, where);
            case "const" -> values(List.of(schema.get("const").orElseThrow()), schema, where);
            default -> {
                SchemaKeywords.only(SchemaKeywords.says(schema, REMARKS), Set.of(keyword), where, keyword);
                var branches = SchemaKeywords.list(schema, keyword, where);
                if (keyword.equals("oneOf")) {
                    new Disjoint(root).check(branches, where);
                }
                var options = new ArrayList<Draw>();
                for (int i = 0; i < branches.size(); i++) {
                    options.add(schema(branches.get(i), "%s/%s/%d".formatted(where, keyword, i)));
                }
                yield state -> blueprint.choice(state, options);
            }
        };
    }

    // A schema that is named is a rule, so that it can hold itself.
    private Draw reference(Members schema, String where) throws GrammarRefused {
        SchemaKeywords.only(SchemaKeywords.says(schema, REMARKS), Set.of("$ref"), where, "$ref");
        var pointer = schema.text("$ref").orElse("");
        var name = "schema " + pointer;
        if (started.add(pointer)) {
            var body = schema(SchemaKeywords.resolve(root, pointer, where), pointer);
            blueprint.draw(name, body);
        }
        return state -> blueprint.call(state, name);
    }

    private Draw values(List<Json> values, Members schema, String where) throws GrammarRefused {
        var allowed = schema.get("type").isPresent() ? types(schema, Set.of("type"), where) : TYPES;
        var options = new ArrayList<Draw>();
        for (var value : values) {
            boolean fits = allowed.contains(SchemaKeywords.typeOf(value))
                    || (value instanceof Whole && allowed.contains("number"));
            if (fits) {
                options.add(state -> forms.exactly(state, value));
            }
        }
        if (options.isEmpty()) {
            throw new GrammarRefused("no value at all is valid at " + where);
        }
        return state -> blueprint.choice(state, options);
    }

    private static List<String> types(Members schema, Set<String> said, String where) throws GrammarRefused {
        var types = new ArrayList<String>();
        switch (schema.values().get("type")) {
            case Text(var type) -> types.add(type);
            case Items(var several) -> {
                for (var one : several) {
                    types.add(one instanceof Text(var type) ? type : "");
                }
            }
            case null -> types.add(typeBy(said, where));
            default -> types.add("");
        }
        for (var type : types) {
            if (!TYPES.contains(type)) {
                throw new GrammarRefused("the type at %s is not one of %s".formatted(where, TYPES));
            }
        }
        if (types.isEmpty()) {
            throw new GrammarRefused("no value at all is valid at " + where);
        }
        return types;
    }

    // Without a type, what is said of one kind is meant for that kind.
    private static String typeBy(Set<String> said, String where) throws GrammarRefused {
        for (var type : TYPES) {
            if (said.stream().anyMatch(keywordsOf(type)::contains)) {
                return type;
            }
        }
        throw new GrammarRefused("the keyword %s at %s is not known here"
                .formatted(said.iterator().next(), where));
    }

    private Draw ofType(String type, Members schema, String where) throws GrammarRefused {
        return switch (type) {
            case "object" -> object(schema, where);
            case "array" -> array(schema, where);
            case "string" -> string(schema, where);
            case "integer" -> integer(schema, where);
            case "number" -> forms::number;
            case "boolean" ->
                state -> blueprint.choice(
                        state, List.of(yes -> blueprint.text(yes, "true"), no -> blueprint.text(no, "false")));
            default -> state -> blueprint.text(state, "null");
        };
    }

    private Draw string(Members schema, String where) throws GrammarRefused {
        var pattern = schema.get("pattern");
        int least = (int)
                SchemaKeywords.number(schema, "minLength", where).orElse(0L).longValue();
        int most = (int) SchemaKeywords.number(schema, "maxLength", where)
                .orElse((long) Integer.MAX_VALUE)
                .longValue();
        if (pattern.isEmpty()) {
            if (least > most) {
                throw new GrammarRefused(
                        "no string at %s is as long as minLength and as short as maxLength".formatted(where));
            }
            return state -> forms.string(state, least, most);
        }
        if (schema.get("minLength").isPresent() || schema.get("maxLength").isPresent()) {
            throw new GrammarRefused("pattern together with a length at %s is not known here".formatted(where));
        }
        if (!(pattern.get() instanceof Text(var expression))) {
            throw new GrammarRefused("the pattern at %s is no text".formatted(where));
        }
        return new StringPattern(blueprint, forms, expression).read();
    }

    private Draw integer(Members schema, String where) throws GrammarRefused {
        var bounds = new ArrayList<Optional<Long>>();
        for (var keyword : List.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")) {
            bounds.add(SchemaKeywords.bound(schema, keyword, where));
        }
        if (bounds.stream().allMatch(Optional::isEmpty)) {
            return forms::integer;
        }
        long most = IntegerRange.MOST;
        long least = Math.max(
                bounds.get(0).orElse(-most), bounds.get(1).map(n -> n + 1).orElse(-most));
        long last = Math.min(
                bounds.get(2).orElse(most), bounds.get(3).map(n -> n - 1).orElse(most));
        return state -> new IntegerRange(blueprint).draw(state, least, last);
    }

    private Draw array(Members schema, String where) throws GrammarRefused {
        int least = (int)
                SchemaKeywords.number(schema, "minItems", where).orElse(0L).longValue();
        int most = (int) SchemaKeywords.number(schema, "maxItems", where)
                .orElse((long) Integer.MAX_VALUE)
                .longValue();
        if (least > most) {
            throw new GrammarRefused("no array at %s is as long as minItems and as short as maxItems".formatted(where));
        }
        var name = rule(schema(schema.get("items").orElse(new Json.Flag(true)), where + "/items"));
        Draw item = state -> blueprint.call(state, name);
        return state -> {
            int open = blueprint.call(blueprint.text(state, "["), JsonForms.SPACE);
            int items = most == 0
                    ? open
                    : blueprint.repeat(
                            open,
                            one -> blueprint.repeat(
                                    item.from(one),
                                    more -> item.from(forms.comma(more)),
                                    Math.max(0, least - 1),
                                    most == Integer.MAX_VALUE ? most : most - 1),
                            Math.min(1, least),
                            1);
            return blueprint.text(blueprint.call(items, JsonForms.SPACE), "]");
        };
    }

    private String rule(Draw body) throws GrammarRefused {
        var name = "part " + unnamed++;
        blueprint.draw(name, body);
        return name;
    }

    private Draw object(Members schema, String where) throws GrammarRefused {
        var properties = new ArrayList<SchemaObject.Property>();
        var required = SchemaKeywords.texts(schema, "required", where);
        var listed = SchemaKeywords.part(schema, "properties", where);
        var names = new LinkedHashSet<>(listed.values().keySet());
        names.addAll(required);
        for (var name : names) {
            if (name.length() > MAX_NAME_CHARACTERS) {
                throw new GrammarRefused("a property at %s with a name of more than %d characters"
                        .formatted(where, MAX_NAME_CHARACTERS));
            }
        }
        for (var property : listed.values().entrySet()) {
            var body = schema(property.getValue(), "%s/properties/%s".formatted(where, property.getKey()));
            properties.add(
                    new SchemaObject.Property(property.getKey(), rule(body), required.contains(property.getKey())));
        }
        var more = schema.get("additionalProperties").orElse(new Json.Flag(true));
        boolean closed = more instanceof Json.Flag(var open) && !open;
        var others =
                closed ? Optional.<String>empty() : Optional.of(rule(schema(more, where + "/additionalProperties")));
        for (var name : new LinkedHashSet<>(required)) {
            if (listed.get(name).isEmpty()) {
                properties.add(new SchemaObject.Property(
                        name,
                        others.orElseThrow(() ->
                                new GrammarRefused("%s is required at %s and may not be there".formatted(name, where))),
                        true));
            }
        }
        return new SchemaObject(blueprint, forms, properties, others)::draw;
    }
}
