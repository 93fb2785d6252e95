package plimsoll.app.doors;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// All that an answer tells whoever asked, but for the time and the request's own number.
///
/// @param status the status
/// @param headers one line for each
/// @param body the body
record Told(int status, String headers, String body) {
    private static final Set<String> OF_THE_MOMENT = Set.of("date", "x-request-id");

    static Told by(HttpResponse<byte[]> response) {
        var headers = new TreeMap<>(response.headers().map());
        headers.keySet().removeIf(name -> OF_THE_MOMENT.contains(name.toLowerCase(Locale.ROOT)));
        return new Told(
                response.statusCode(),
                headers.entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue())
                        .collect(Collectors.joining("\n")),
                new String(response.body(), StandardCharsets.ISO_8859_1));
    }

    /// This with one word in place of each of `names`.
    Told without(List<String> names) {
        return new Told(status, nameless(headers, names), nameless(body, names));
    }

    private static String nameless(String text, List<String> names) {
        for (var name : names) {
            text = text.replace(name, "NAME");
        }
        return text;
    }

    boolean contains(String word) {
        return headers.contains(word) || body.contains(word);
    }

    @Override
    public String toString() {
        return "%d\n%s\n\n%s"
                .formatted(status, headers, body.length() > 1_000 ? body.substring(0, 1_000) + "..." : body)
                .indent(8);
    }
}
