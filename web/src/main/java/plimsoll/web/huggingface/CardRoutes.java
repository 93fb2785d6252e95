package plimsoll.web.huggingface;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.repositories.CardProblem;
import plimsoll.hub.repositories.CardProblem.Severity;
import plimsoll.hub.repositories.CardReader;
import plimsoll.web.http.Door;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Tells publishers what is wrong with a card before they commit it. Clients ask whenever a `README.md` is among what
/// they upload, and show what comes back.
public final class CardRoutes {
    /// A card of the largest size, with every character escaped in JSON twice over.
    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private final CardReader cards;

    /// Routes that ask `cards`.
    public CardRoutes(CardReader cards) {
        this.cards = cards;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(Route.of("POST", "/api/validate-yaml", Door.OPEN, this::validate));
    }

    private Response validate(Request request) throws IOException {
        var asked = request.json(Asked.class, MAX_BODY_BYTES);
        var kind = Optional.ofNullable(asked.repoType)
                .map(word -> RepoKind.named(word)
                        .orElseThrow(() -> new Refused(400, "'repoType' is one of model, dataset, space.")))
                .orElse(RepoKind.MODEL);
        var problems = cards.problems(kind, Optional.ofNullable(asked.content).orElse(""));
        var found = new Found(messages(problems, Severity.ERROR), messages(problems, Severity.WARNING));
        return Response.json(found.errors.isEmpty() ? 200 : 400, found);
    }

    private static List<Message> messages(List<CardProblem> problems, Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .map(problem -> new Message(problem.message()))
                .toList();
    }

    private record Asked(@Nullable String content, @Nullable String repoType) {}

    private record Found(List<Message> errors, List<Message> warnings) {}

    private record Message(String message) {}
}
