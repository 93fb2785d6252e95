package plimsoll.hub.gateway;

import java.util.List;
import java.util.Map;
import plimsoll.domain.ledger.CanonicalJson;
import plimsoll.hub.gateway.Question.Prompt;

/// A question with its answer, as they are kept: JSON of `asked`, a list of `role` and `content`; `answered`; `ending`.
final class Exchange {
    private Exchange() {}

    static String of(Prompt prompt, String answered, String ending) {
        return CanonicalJson.of(Map.of("asked", asked(prompt), "answered", answered, "ending", ending));
    }

    private static List<Map<String, String>> asked(Prompt prompt) {
        return switch (prompt) {
            case Prompt.Text(var text) -> List.of(said("user", text));
            case Prompt.Framed(var script) -> List.of(said("user", script.text()));
            case Prompt.Talk(var messages, var _, var _) ->
                messages.stream()
                        .map(message -> said(message.role(), message.whole()))
                        .toList();
        };
    }

    private static Map<String, String> said(String role, String content) {
        return Map.of("role", role, "content", content);
    }
}
