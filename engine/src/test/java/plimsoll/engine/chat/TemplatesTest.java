package plimsoll.engine.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import plimsoll.engine.fixtures.ForeignFiles;
import plimsoll.engine.fixtures.SmallVocabularies;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;

/// Templates of real models and templates of ours, against npm's `@huggingface/jinja`: the same text, or a refusal by
/// both.
class TemplatesTest {
    private record Case(String name, String template, String conversation) {}

    private record Answer(String text, String error) {}

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 26, 0, 0);

    /// What the oracle says when a filter or a method of Jinja's is missing in it.
    private static final Pattern LACKS = Pattern.compile(
            "^(Unknown \\w+ filter|Cannot call something|Cannot apply filter|Parser Error|Cannot unpack)");

    /// messages, tools and variables
    private static final Map<String, String> CONVERSATIONS = conversations();

    private static Map<String, String> conversations() {
        var all = new LinkedHashMap<String, String>();
        all.put("one question", "{\"messages\": [{\"role\": \"user\", \"content\": \"Hello <|im_end|> you\"}]}");
        all.put(
                "with a system",
                "{\"messages\": [{\"role\": \"system\", \"content\": \" Be brief. \"}, {\"role\": \"user\", \"content\": \"Hi\"},"
                        + " {\"role\": \"assistant\", \"content\": \"Hello!\\n\"}, {\"role\": \"user\", \"content\": \"Bye\"}]}");
        all.put("nothing said", "{\"messages\": [{\"role\": \"user\", \"content\": \"\"}]}");
        all.put(
                "in parts",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"One \\\"part\\\"\"}]}]}");
        all.put(
                "thinking",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"2+2?\"}, {\"role\": \"assistant\", \"content\":"
                        + " \"<think>\\nEasy.\\n</think>\\n\\n4\", \"reasoning_content\": \"Easy.\"}, {\"role\": \"user\","
                        + " \"content\": \"and é?\"}], \"enable_thinking\": false}");
        var tool =
                "{\"type\": \"function\", \"function\": {\"name\": \"weather\", \"description\": \"Tells the <b>weather</b>.\","
                        + " \"parameters\": {\"type\": \"object\", \"properties\": {\"city\": {\"type\": \"string\", \"description\":"
                        + " \"a city\"}, \"days\": {\"type\": \"integer\", \"enum\": [1, 2]}}, \"required\": [\"city\"]}}}";
        all.put(
                "tools",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"Weather?\"}], \"tools\": [" + tool + "]}");
        all.put(
                "a tool's answer",
                "{\"messages\": [{\"role\": \"system\", \"content\": \"Use tools.\"}, {\"role\": \"user\", \"content\":"
                        + " \"Weather in Köln?\"}, {\"role\": \"assistant\", \"content\": \"\", \"tool_calls\": [{\"id\": \"abcdef123\","
                        + " \"type\": \"function\", \"function\": {\"name\": \"weather\", \"arguments\": {\"city\": \"Köln\", \"days\": 2}}}]},"
                        + " {\"role\": \"tool\", \"name\": \"weather\", \"tool_call_id\": \"abcdef123\", \"content\":"
                        + " \"{\\\"sky\\\": \\\"blue\\\"}\"}, {\"role\": \"assistant\", \"content\": \"Blue.\"}, {\"role\": \"user\","
                        + " \"content\": \"Thanks\"}], \"tools\": [" + tool + "]}");
        return all;
    }

    @Test
    void publishedTemplatesRenderAsTheOracleDoes() throws Exception {
        var templates = ForeignFiles.templates();
        assumeFalse(templates.isEmpty(), "skipped: no checkout of llama.cpp with its templates");
        var cases = new ArrayList<Case>();
        for (var file : templates) {
            var source = Files.readString(file);
            CONVERSATIONS.forEach((name, conversation) ->
                    cases.add(new Case(file.getFileName() + ", " + name, source, conversation)));
        }
        assertAgree(cases, cases.size() * 2 / 3);
    }

    @Test
    void everyConstructRendersAsTheOracleDoes() throws Exception {
        try (var lines = Objects.requireNonNull(TemplatesTest.class.getResourceAsStream("constructs.txt"))) {
            var cases = Stream.of(new String(lines.readAllBytes(), StandardCharsets.UTF_8).split("\n----\n", -1))
                    .flatMap(source -> CONVERSATIONS.entrySet().stream()
                            .map(one -> new Case(source + "\n, " + one.getKey(), source, one.getValue())))
                    .toList();
            assertAgree(cases, cases.size() / 2);
        }
    }

    private static void assertAgree(List<Case> cases, int leastRendered) throws Exception {
        var oracle = oracle(cases);
        var disagreements = new ArrayList<String>();
        int rendered = 0;
        for (int i = 0; i < cases.size(); i++) {
            var ours = ours(cases.get(i));
            var theirs = oracle.get(i);
            rendered += theirs.error().isEmpty() ? 1 : 0;
            boolean agree = theirs.error().isEmpty()
                    ? ours.error().isEmpty() && asPython(theirs.text()).equals(asPython(ours.text()))
                    : !ours.error().isEmpty() || LACKS.matcher(theirs.error()).find();
            // A template that knows no parts: JavaScript prints the list, Python fails, and ours joins the texts.
            boolean knowsNoParts = !theirs.error().isEmpty() || theirs.text().contains("{\"type\": \"text\"");
            agree |= knowsNoParts && ours.text().contains("One \"part\"");
            if (!agree) {
                disagreements.add("%s:%n  ours   %s%n  theirs %s"
                        .formatted(cases.get(i).name(), shown(ours, theirs), shown(theirs, ours)));
            }
        }
        assertEquals("", String.join("\n", disagreements));
        assertTrue(rendered >= leastRendered, "only %d of %d rendered".formatted(rendered, cases.size()));
    }

    // It prints booleans and none as JavaScript does; models were trained on what Python prints.
    private static String asPython(String text) {
        return text.replace("true", "True").replace("false", "False").replace("None", "");
    }

    // From a little before the first difference on.
    private static String shown(Answer one, Answer other) {
        int at = 0;
        while (at < Math.min(one.text().length(), other.text().length())
                && one.text().charAt(at) == other.text().charAt(at)) {
            at++;
        }
        var text =
                one.text().substring(Math.max(0, at - 30), Math.min(one.text().length(), at + 50));
        return (one.error().isEmpty() ? text : "refused: " + one.error()).replace("\n", "\\n");
    }

    private static Answer ours(Case one) throws IOException {
        var conversation = (Json.Members) JsonReader.read(one.conversation());
        var variables = new LinkedHashMap<>(conversation.values());
        var messages = ((Json.Items) Objects.requireNonNull(variables.remove("messages"))).values();
        var tools = variables.remove("tools") instanceof Json.Items(var values) ? values : List.<Json>of();
        try {
            var text = ChatTemplate.read(one.template())
                    .render(
                            messages.stream().map(Json.Members.class::cast).toList(),
                            tools,
                            new ChatOptions(true, "<s>", "</s>", NOW, variables));
            return new Answer(text.text(), "");
        } catch (TemplateRefused refused) {
            return new Answer("", String.valueOf(refused.getMessage()));
        }
    }

    private static List<Answer> oracle(List<Case> cases) throws Exception {
        Path module = ForeignFiles.npm("@huggingface/jinja").resolve("dist/index.js");
        var script = Path.of(Objects.requireNonNull(TemplatesTest.class.getResource("oracle.mjs"))
                .toURI());
        var requests = Files.createTempFile("plimsoll-templates", ".jsonl");
        Files.writeString(requests, cases.stream().map(TemplatesTest::request).collect(Collectors.joining("\n")));
        var process = new ProcessBuilder("node", script.toString(), module.toString())
                .redirectInput(requests.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        Files.delete(requests);
        var answers = new ArrayList<Answer>();
        for (var line : output.lines().toList()) {
            var answer = (Json.Members) JsonReader.read(line);
            answers.add(new Answer(
                    answer.text("text").orElse(""), answer.text("error").orElse("")));
        }
        assertEquals(cases.size(), answers.size());
        return answers;
    }

    private static String request(Case one) {
        var context = one.conversation().substring(0, one.conversation().length() - 1)
                + ", \"add_generation_prompt\": true, \"bos_token\": \"<s>\", \"eos_token\": \"</s>\"}";
        return "{\"template\": %s, \"context\": %s}".formatted(SmallVocabularies.quoted(one.template()), context);
    }
}
