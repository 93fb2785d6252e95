package plimsoll.weights.inspection;

import static plimsoll.weights.findings.Verdict.DANGEROUS;
import static plimsoll.weights.findings.Verdict.SUSPICIOUS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import plimsoll.weights.findings.Findings;
import plimsoll.weights.json.JsonReader;
import plimsoll.weights.json.JsonValue;
import plimsoll.weights.reading.HeaderBytes;
import plimsoll.weights.tensors.MalformedWeights;

/// Texts: secrets in any of them, and in those that loaders read, what makes them run code.
final class TextRules {
    /// So much of a text is looked at for secrets; longer ones are data.
    private static final int MOST_BYTES = 16 << 20;

    private static final int MOST_VALUES = 2_000_000;

    private static final List<String> RUN_BY_LOADERS = List.of("handler.py", "setup.py", "generate.py", "conftest.py");
    private static final Pattern SHELL =
            Pattern.compile("\"\\s*[!%](sh|bash|system|pip|curl|wget|[a-z./])[^\"]{0,200}\"");

    private TextRules() {}

    static void inspect(Content content, Findings findings) throws IOException {
        String text;
        try (var in = content.open()) {
            text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
        Secrets.inspect(text, content.name(), findings);
        var name = content.name();
        if (name.endsWith(".jinja") || name.endsWith(".j2")) {
            ChatTemplateRules.inspect(text, findings);
        } else if (name.endsWith(".ipynb")) {
            notebook(text, findings);
        } else if (name.endsWith(".json")) {
            json(content, findings);
        } else if (RUN_BY_LOADERS.contains(name)) {
            findings.add(SUSPICIOUS, "runs-code", 0, "code that is run when the repository is loaded or installed");
        }
    }

    private static void notebook(String text, Findings findings) {
        var match = SHELL.matcher(text);
        if (match.find()) {
            findings.add(SUSPICIOUS, "notebook-shell", match.start(), "a notebook with commands for a shell");
        }
        if (text.contains("<script")) {
            findings.add(SUSPICIOUS, "notebook-script", text.indexOf("<script"), "a notebook with a script in it");
        }
    }

    private static void json(Content content, Findings findings) throws IOException {
        var parsed = parse(content);
        if (parsed.isEmpty()) {
            return;
        }
        var members = parsed.get();
        if (members.has("auto_map") || members.has("custom_pipelines")) {
            findings.add(SUSPICIOUS, "runs-code", 0, "names code of the repository that loaders run (auto_map)");
        }
        members.text("chat_template").ifPresent(template -> ChatTemplateRules.inspect(template, findings));
        for (var one : members.list("chat_template")) {
            if (one instanceof JsonValue.Members named) {
                named.text("template").ifPresent(template -> ChatTemplateRules.inspect(template, findings));
            }
        }
        if (members.has("class_name") || members.has("registered_name")) {
            keras(members, findings);
        }
    }

    private static Optional<JsonValue.Members> parse(Content content) throws IOException {
        if (content.sizeBytes() > MOST_BYTES) {
            return Optional.empty();
        }
        try {
            var json = new JsonReader(HeaderBytes.of(content.channel()));
            return json.value(MOST_VALUES) instanceof JsonValue.Members members
                    ? Optional.of(members)
                    : Optional.empty();
        } catch (MalformedWeights notJson) {
            return Optional.empty(); // no loader reads it either
        }
    }

    // Only Keras' own classes are made without running anything of the file's.
    private static void keras(JsonValue value, Findings findings) {
        switch (value) {
            case JsonValue.Members members -> {
                members.text("class_name").ifPresent(name -> kerasClass(name, members, findings));
                members.values().values().forEach(inner -> keras(inner, findings));
            }
            case JsonValue.Elements(var elements) -> elements.forEach(inner -> keras(inner, findings));
            case JsonValue.Text _, JsonValue.Digits _, JsonValue.Flag _, JsonValue.Nothing _ -> {}
        }
    }

    private static void kerasClass(String name, JsonValue.Members described, Findings findings) {
        if (name.equals("Lambda") || name.equals("__lambda__")) {
            findings.add(DANGEROUS, "keras-lambda", 0, "a Lambda layer, which is code");
        }
        var module = described.text("module").orElse("keras");
        boolean isOwn = module.equals("keras") || module.startsWith("keras.") || module.equals("builtins");
        boolean isRegistered = described
                .text("registered_name")
                .filter(registered -> registered.contains(">") && !registered.startsWith("keras>"))
                .isPresent();
        if (!isOwn || isRegistered) {
            findings.add(
                    DANGEROUS,
                    "keras-module",
                    0,
                    "imports %s of %s".formatted(MalformedWeights.quoted(name), MalformedWeights.quoted(module)));
        }
    }
}
