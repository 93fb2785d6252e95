package plimsoll.hub.repositories;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Files at the root of a model that hold its templates for conversations. The same may stand in several, and in the
/// headers of GGUF files too; which of them a program takes is its own affair.
public final class TemplateFiles {
    /// Their names.
    public static final List<String> NAMES =
            List.of("chat_template.jinja", "tokenizer_config.json", "chat_template.json");

    /// What a template is called that is taken where none is asked for by name.
    public static final String DEFAULT = "default";

    private static final String FIELD = "chat_template";

    private TemplateFiles() {}

    /// The templates in a file by their names, without white space at their ends, which says nothing.
    ///
    /// @param name one of [#NAMES]
    public static SortedMap<String, String> read(String name, byte[] file) {
        var templates = new TreeMap<String, String>();
        if (name.endsWith(".jinja")) {
            templates.put(DEFAULT, new String(file, StandardCharsets.UTF_8).stripTrailing());
            return templates;
        }
        switch (ForeignJson.config(file).get(FIELD)) {
            case null -> {}
            case String text -> templates.put(DEFAULT, text.stripTrailing());
            case List<?> several -> several.forEach(one -> named(one, templates));
            default -> {} // whatever it is, no program takes it for one
        }
        return templates;
    }

    private static void named(Object one, SortedMap<String, String> templates) {
        if (one instanceof Map<?, ?> fields && fields.get("template") instanceof String text) {
            templates.put(fields.get("name") instanceof String name ? name : "", text.stripTrailing());
        }
    }
}
