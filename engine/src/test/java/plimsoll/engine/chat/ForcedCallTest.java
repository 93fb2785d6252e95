package plimsoll.engine.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plimsoll.engine.grammar.GrammarRefused;
import plimsoll.engine.grammar.Walks;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;

/// An answer that has to call a tool is read as exactly such a call, and no other answer keeps to the form.
class ForcedCallTest {
    private static final String WEATHER = """
            {"type": "function", "function": {"name": "weather", "parameters": {
              "type": "object", "properties": {"city": {"$ref": "#/$defs/place"}, "days": {"type": "integer"}},
              "required": ["city"], "additionalProperties": false,
              "$defs": {"place": {"type": "string", "enum": ["Hull", "Cork"]}}}}}""";
    private static final String CLOCK = """
            {"type": "function", "function": {"name": "clock"}}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "<tool_call>|<tool_call>\\n%s\\n</tool_call>|arguments",
                "[TOOL_CALLS]|[TOOL_CALLS][%s]|arguments",
                "python|%s|parameters"
            })
    void whatKeepsToTheFormIsReadAsOneCall(String template, String written, String arguments) throws Exception {
        var taught = template.equals("python") ? "{# <|python_tag|> #}" : "{# " + template + " #}";
        var chat = ChatTemplate.read(taught);
        var grammar = ForcedCall.grammar(chat, tools(), Optional.empty());
        var frame = written.replace("\\n", "\n");
        for (var call : List.of(
                "{\"name\": \"weather\", \"%s\": {\"city\": \"Hull\"}}",
                "{\"name\": \"weather\", \"%s\": {\"city\": \"Cork\", \"days\": 3}}",
                "{\"name\": \"clock\", \"%s\": {}}")) {
            var answer = frame.formatted(call.formatted(arguments));
            assertTrue(Walks.accepts(grammar, answer), answer);
            var read = chat.toolCalls(answer);
            assertEquals("", read.text(), answer);
            assertEquals(1, read.calls().size(), answer);
        }
        for (var other : List.of(
                "{\"name\": \"weather\", \"%s\": {\"city\": \"Paris\"}}",
                "{\"name\": \"weather\", \"%s\": {}}",
                "{\"name\": \"clock\", \"%s\": {\"zone\": 1}}",
                "{\"name\": \"bomb\", \"%s\": {}}",
                "{\"name\": \"clock\"}")) {
            var answer = frame.formatted(other.formatted(arguments));
            assertFalse(Walks.accepts(grammar, answer), answer);
        }
        assertFalse(Walks.accepts(grammar, "It rains."));
        assertFalse(Walks.accepts(grammar, ""));
    }

    @Test
    void aNamedToolIsTheOnlyOne() throws Exception {
        var chat = ChatTemplate.read("{# <tool_call> #}");
        var grammar = ForcedCall.grammar(chat, tools(), Optional.of("clock"));
        assertTrue(Walks.accepts(grammar, "<tool_call>\n{\"name\": \"clock\", \"arguments\": {}}\n</tool_call>"));
        assertFalse(Walks.accepts(
                grammar, "<tool_call>\n{\"name\": \"weather\", \"arguments\": {\"city\": \"Hull\"}}\n</tool_call>"));
        assertThrows(IllegalArgumentException.class, () -> ForcedCall.grammar(chat, tools(), Optional.of("tide")));
    }

    @Test
    void aTemplateWithoutToolsAndASchemaThatIsNotKnownAreRefused() throws Exception {
        var plain = ChatTemplate.read("{{ messages[0].content }}");
        assertThrows(IllegalArgumentException.class, () -> ForcedCall.grammar(plain, tools(), Optional.empty()));
        var chat = ChatTemplate.read("{# <tool_call> #}");
        var odd = JsonReader.read("""
                {"type": "function", "function": {"name": "odd", "parameters": {"not": {}}}}""");
        assertThrows(GrammarRefused.class, () -> ForcedCall.grammar(chat, List.of(odd), Optional.empty()));
    }

    private static List<Json> tools() throws Exception {
        return List.of(JsonReader.read(WEATHER), JsonReader.read(CLOCK));
    }
}
