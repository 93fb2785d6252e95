package plimsoll.web.huggingface;

import java.util.Optional;
import java.util.StringJoiner;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;

/// Pages of longer answers: how many a client wants, and where the next page is.
final class Paging {
    private Paging() {}

    /// How many items a page has: what the client asks for, as far as we serve so many at once.
    static int limit(Request request, int usual, int most) {
        var asked = request.query("limit");
        return asked.isEmpty() ? usual : Math.clamp(number("limit", asked.get()), 1, most);
    }

    /// A query parameter that counts from 0.
    static int count(Request request, String name) {
        return Math.max(0, request.query(name).map(text -> number(name, text)).orElse(0));
    }

    /// `answer` with a link to the same address at another place in the list.
    static Response next(Request request, Response answer, String parameter, Optional<String> value) {
        if (value.isEmpty()) {
            return answer;
        }
        var query = new StringJoiner("&");
        for (var pair : request.rawQuery().split("&", -1)) {
            if (!pair.isEmpty() && !pair.startsWith(parameter + "=")) {
                query.add(pair);
            }
        }
        query.add(parameter + "=" + Percent.encode(value.get()));
        return answer.with("Link", "<%s%s?%s>; rel=\"next\"".formatted(request.baseUrl(), request.rawPath(), query));
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new Refused(400, "'%s' is not a number.".formatted(name));
        }
    }
}
