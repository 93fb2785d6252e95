package plimsoll.engine.grammar;

import java.util.List;
import java.util.Optional;

/// An object with its members in the order of the schema, those that may be left out left out or not, and others after
/// them under other names.
///
/// @param others the rule of values under other names, when there may be some
record SchemaObject(Blueprint blueprint, JsonForms forms, List<Property> properties, Optional<String> others) {
    /// @param rule the rule of its value
    record Property(String name, String rule, boolean required) {}

    SchemaObject {
        properties = List.copyOf(properties);
    }

    // Two rows of states: nothing has been written yet, or something has, and a comma comes first.
    int draw(int from) throws GrammarRefused {
        int empty = blueprint.call(blueprint.text(from, "{"), JsonForms.SPACE);
        int some = blueprint.state();
        for (var property : properties) {
            int emptyAfter = blueprint.state();
            int someAfter = blueprint.state();
            blueprint.free(member(empty, property), someAfter);
            blueprint.free(member(forms.comma(some), property), someAfter);
            if (!property.required()) {
                blueprint.free(empty, emptyAfter);
                blueprint.free(some, someAfter);
            }
            empty = emptyAfter;
            some = someAfter;
        }
        int end = blueprint.state();
        if (others.isPresent()) {
            int first = other(empty);
            blueprint.free(first, some);
            int more = blueprint.repeat(some, one -> other(forms.comma(one)), 0, Integer.MAX_VALUE);
            blueprint.free(more, end);
        } else {
            blueprint.free(some, end);
        }
        blueprint.free(empty, end);
        return blueprint.text(blueprint.call(end, JsonForms.SPACE), "}");
    }

    private int member(int state, Property property) throws GrammarRefused {
        return blueprint.call(forms.colon(forms.quoted(state, property.name())), property.rule());
    }

    private int other(int state) throws GrammarRefused {
        var names = properties.stream().map(Property::name).toList();
        return blueprint.call(forms.colon(forms.otherString(state, names)), others.orElseThrow());
    }
}
