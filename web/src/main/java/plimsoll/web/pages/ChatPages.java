package plimsoll.web.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.gateway.Gateway;
import plimsoll.hub.gateway.Question;
import plimsoll.hub.gateway.Question.Form;
import plimsoll.hub.gateway.Question.Manner;
import plimsoll.hub.gateway.Question.Message;
import plimsoll.hub.gateway.Question.Prompt;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Ending;
import plimsoll.hub.gateway.Word.Said;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Json;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.http.Visitor.Guest;
import plimsoll.web.pages.view.Chat;

/// Talking to a model on its page. With scripts the answer comes word by word over OpenAI's interface; without them a
/// form asks one question, and the page that follows has the answer.
public final class ChatPages {
    private static final int MOST_CHARACTERS = 8_000;
    private static final int MOST_TOKENS = 512;
    private static final float TEMPERATURE = 0.7f;

    private final Doorway doorway;
    private final Gateway gateway;
    private final Mastheads mastheads;
    private final PageWriter pages;
    private final RandomGenerator random;

    /// Over the models of `gateway`.
    public ChatPages(Doorway doorway, Gateway gateway, Mastheads mastheads, PageWriter pages, RandomGenerator random) {
        this.doorway = doorway;
        this.gateway = gateway;
        this.mastheads = mastheads;
        this.pages = pages;
        this.random = random;
    }

    /// The routes.
    public List<Route> routes() {
        return Stream.of(
                        doorway.routes(
                                "GET",
                                "/chat",
                                Intent.READ,
                                (request, pass) -> page(request, pass, List.of(), Optional.empty())),
                        doorway.routes("POST", "/chat", Intent.READ, this::ask))
                .flatMap(List::stream)
                .toList();
    }

    private Response page(Request request, Pass pass, List<Chat.Turn> turns, Optional<String> wrong) {
        var repository = pass.repository();
        if (request.visitor() instanceof Guest) {
            return Signed.toSignIn(request);
        }
        boolean answers = repository.kind() == RepoKind.MODEL && gateway.serves(repository.name());
        return pages.page(
                request,
                Mastheads.place(pass, "Chat"),
                "repository/chat",
                Map.of(
                        "head",
                        mastheads.of(pass, "chat", "main"),
                        "page",
                        new Chat(repository.name().toString(), answers, turns, wrong)));
    }

    private Response ask(Request request, Pass pass) throws IOException {
        var text = request.field("message").orElse("").strip();
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            return page(
                    request,
                    pass,
                    List.of(),
                    Optional.of("Ask something, in at most %,d characters.".formatted(MOST_CHARACTERS)));
        }
        var engines = gateway.of(request.recipient(), request.visitor() instanceof BySession, "");
        var asked = new Chat.Turn("You", text);
        return switch (engines.ask(question(pass, text))) {
            case Declined(var _, var message, var _) -> page(request, pass, List.of(asked), Optional.of(message));
            case Answer answer ->
                page(request, pass, List.of(asked, new Chat.Turn("Model", whole(answer))), Optional.empty());
        };
    }

    private Question question(Pass pass, String text) {
        var json = new String(Json.write(Map.of("role", "user", "content", text)), StandardCharsets.UTF_8);
        return new Question(
                pass.repository().name().toString(),
                new Prompt.Talk(List.of(new Message("user", text, json)), List.of()),
                new Manner(TEMPERATURE, 1, 0, 0, random.nextLong(1L << 53), Map.of(), -1),
                new Form.Free(),
                List.of(),
                OptionalInt.of(MOST_TOKENS),
                "");
    }

    private static String whole(Answer answer) throws IOException {
        var said = new ArrayList<String>();
        try {
            while (true) {
                switch (answer.next()) {
                    case Said word -> said.add(word.text());
                    case End end -> {
                        said.add(end.rest());
                        if (end.ending() == Ending.FILTERED) {
                            said.add(" [cut off by the guard]");
                        }
                        return String.join("", said);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel("interrupted");
            throw new IOException("interrupted", e);
        }
    }
}
