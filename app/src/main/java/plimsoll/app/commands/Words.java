package plimsoll.app.commands;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Words in addresses and on the screen.
final class Words {
    private Words() {}

    /// As one segment of a path, or one value of a query.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Fields of an answer, with tabs between, so that `cut` and `awk` take them apart. What a terminal would obey is
    /// left out: a stranger may have written it.
    static String row(JsonNode answer, String... fields) {
        return Arrays.stream(fields)
                .map(field -> answer.path(field))
                .map(value -> value.isMissingNode() ? "" : value.asString(value.toString()))
                .map(text -> text.replaceAll("\\p{Cntrl}", " "))
                .collect(Collectors.joining("\t"))
                .stripTrailing();
    }
}
