package plimsoll.weights.conversion;

import java.io.IOException;
import java.util.ArrayList;
import plimsoll.weights.gguf.GgufMetadata;
import plimsoll.weights.json.JsonValue.Members;

/// The templates that turn a conversation into text. One, or several with names, of which the one called
/// `default` is meant when none is named. Copied, never run.
final class ChatTemplates {
    private static final String KEY = "tokenizer.chat_template";

    private ChatTemplates() {}

    static void describe(HubFolder folder, GgufMetadata metadata) throws IOException {
        var config = folder.tokenizerConfig();
        var own = folder.templateFile();
        var single = own.isEmpty() ? config.text("chat_template").orElse("") : own;
        if (!single.isEmpty()) {
            metadata.put(KEY, single);
        }
        var names = new ArrayList<String>();
        for (var named : config.list("chat_template")) {
            if (named instanceof Members template
                    && template.text("name").isPresent()
                    && template.text("template").isPresent()) {
                var name = template.text("name").get();
                if (name.equals("default")) {
                    if (single.isEmpty()) {
                        metadata.put(KEY, template.text("template").get());
                    }
                } else if (name.matches("[A-Za-z0-9_-]{1,64}") && !names.contains(name)) {
                    names.add(name);
                    metadata.put(KEY + "." + name, template.text("template").get());
                }
            }
        }
        if (!names.isEmpty()) {
            metadata.put(KEY + "s", names);
        }
    }
}
