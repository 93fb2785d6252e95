package plimsoll.engine.chat;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import plimsoll.engine.json.Json;

/// What a conversation is rendered with, besides itself.
///
/// @param addGenerationPrompt whether the text ends where the model's answer begins
/// @param begin how the token that begins a text is written, or nothing
/// @param end how the token that ends a text is written, or nothing
/// @param now what a template that asks for the date is told
/// @param variables what else a template may ask for, such as `enable_thinking` or `documents`
public record ChatOptions(
        boolean addGenerationPrompt, String begin, String end, LocalDateTime now, Map<String, Json> variables) {
    public ChatOptions {
        variables = Map.copyOf(new LinkedHashMap<>(variables));
    }
}
