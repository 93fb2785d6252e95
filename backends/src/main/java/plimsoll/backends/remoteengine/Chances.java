package plimsoll.backends.remoteengine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.engine.json.Json;
import plimsoll.hub.gateway.Word.Chance;
import plimsoll.hub.gateway.Word.Token;

/// How likely a token was, in the two shapes that servers tell it in: a list of tokens with their logarithms, as chats
/// have it and llama.cpp everywhere, or lists side by side, as completions have it.
final class Chances {
    private Chances() {}

    /// Of the first token of an event; nothing where it was not told.
    static Optional<Chance> of(Json.Members choice) {
        if (!(choice.get("logprobs").orElse(new Json.Nothing()) instanceof Json.Members told)) {
            return Optional.empty();
        }
        return first(told, "content").isPresent()
                ? first(told, "content").flatMap(Chances::inOne)
                : first(told, "top_logprobs").map(Chances::sideBySide);
    }

    private static Optional<Chance> inOne(Json.Members token) {
        var likeliest = new ArrayList<Token>();
        for (var each : items(token, "top_logprobs")) {
            if (each instanceof Json.Members one) {
                likeliest.add(token(one));
            }
        }
        return Optional.of(new Chance(token(token), likeliest));
    }

    private static Chance sideBySide(Json.Members likeliest) {
        var tokens = new ArrayList<Token>();
        likeliest.values().forEach((text, logprob) -> tokens.add(new Token(text, number(logprob))));
        var chosen = tokens.isEmpty() ? new Token("", 0) : tokens.getFirst();
        return new Chance(chosen, tokens);
    }

    private static Token token(Json.Members token) {
        return new Token(
                token.text("token").orElse(""), number(token.get("logprob").orElse(new Json.Nothing())));
    }

    private static Optional<Json.Members> first(Json.Members told, String name) {
        var items = items(told, name);
        return !items.isEmpty() && items.getFirst() instanceof Json.Members first
                ? Optional.of(first)
                : Optional.empty();
    }

    private static List<Json> items(Json.Members members, String name) {
        return members.get(name).orElse(new Json.Nothing()) instanceof Json.Items(var items) ? items : List.of();
    }

    private static double number(Json value) {
        return switch (value) {
            case Json.Real(var number) -> number;
            case Json.Whole(var number) -> number;
            case Json.Text _, Json.Flag _, Json.Nothing _, Json.Items _, Json.Members _ -> Double.NEGATIVE_INFINITY;
        };
    }
}
