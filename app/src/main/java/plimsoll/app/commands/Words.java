package plimsoll.app.commands;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import plimsoll.app.commands.HubClient.Failure;
import tools.jackson.databind.JsonNode;

/// Words in addresses and on the screen.
final class Words {
    private Words() {}

    /// As one segment of a path, or one value of a query.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// OWNER/NAME as two segments of a path.
    static String repository(String id) throws Failure {
        int slash = id.indexOf('/');
        if (slash <= 0) {
            throw new Failure(ExitCode.USAGE, "'%s' is not OWNER/NAME.".formatted(id));
        }
        return encoded(id.substring(0, slash)) + "/" + encoded(id.substring(slash + 1));
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
