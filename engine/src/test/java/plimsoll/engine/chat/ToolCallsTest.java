package plimsoll.engine.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.engine.chat.ToolCalls.Call;
import plimsoll.engine.chat.ToolCalls.Style;
import plimsoll.engine.json.Json;

class ToolCallsTest {
    private static final Call WEATHER =
            new Call("weather", new Json.Members(new java.util.LinkedHashMap<>(Map.of("city", new Json.Text("Köln")))));

    @Test
    void llamaAnswersWithNothingButTheCall() {
        var said = "{\"name\": \"weather\", \"parameters\": {\"city\": \"Köln\"}}";
        assertEquals(new ToolCalls("", List.of(WEATHER)), ToolCalls.read(said, Style.LLAMA));
        assertEquals(
                new ToolCalls("", List.of(WEATHER, WEATHER)),
                ToolCalls.read("<|python_tag|>" + said + "; " + said, Style.LLAMA));
    }

    @Test
    void hermesCallsInTheMiddleOfWords() {
        var said =
                "Let me see.\n<tool_call>\n{\"name\": \"weather\", \"arguments\": {\"city\": \"Köln\"}}\n</tool_call>";
        assertEquals(new ToolCalls("Let me see.", List.of(WEATHER)), ToolCalls.read(said, Style.HERMES));
        assertEquals(
                List.of(WEATHER, WEATHER),
                ToolCalls.read(said + said.substring(0, said.indexOf("</tool")), Style.HERMES)
                        .calls());
    }

    @Test
    void mistralCallsInAList() {
        assertEquals(
                new ToolCalls("", List.of(WEATHER)),
                ToolCalls.read(
                        "[TOOL_CALLS] [{\"name\": \"weather\", \"arguments\": {\"city\": \"Köln\"}}]", Style.MISTRAL));
        assertEquals(
                new ToolCalls("So:", List.of(WEATHER, WEATHER)),
                ToolCalls.read(
                        "So: [TOOL_CALLS]weather[ARGS]{\"city\": \"Köln\"}[TOOL_CALLS]weather[ARGS]{\"city\": \"Köln\"}",
                        Style.MISTRAL));
    }

    @Test
    void whatIsBrokenStaysText() {
        for (var style : Style.values()) {
            for (var said : List.of(
                    "Hello",
                    "{\"name\": 3}",
                    "<tool_call>{\"name\": \"x\"</tool_call>",
                    "[TOOL_CALLS]x",
                    "<tool_call>",
                    "[1]",
                    "{\"name\": \"x\"}",
                    "")) {
                assertEquals(new ToolCalls(said, List.of()), ToolCalls.read(said, style), style + said);
            }
        }
    }

    @Test
    void theTemplateTellsTheStyle() throws Exception {
        assertEquals(Optional.of(Style.HERMES), Style.of(ChatTemplate.read("... <tool_call> ...")));
        assertEquals(Optional.of(Style.MISTRAL), Style.of(ChatTemplate.read("... [TOOL_CALLS] ...")));
        assertEquals(Optional.of(Style.LLAMA), Style.of(ChatTemplate.read("... <|python_tag|> ...")));
        assertTrue(Style.of(ChatTemplate.read("plain")).isEmpty());
        var said = "<tool_call>{\"name\": \"weather\", \"arguments\": {\"city\": \"Köln\"}}</tool_call>";
        assertEquals(
                List.of(WEATHER),
                ChatTemplate.read("<tool_call>").toolCalls(said).calls());
        assertEquals(said, ChatTemplate.read("plain").toolCalls(said).text());
    }
}
