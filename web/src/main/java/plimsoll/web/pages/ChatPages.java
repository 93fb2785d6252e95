package plimsoll.web.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.gateway.ChatSharing;
import plimsoll.hub.gateway.Gateway;
import plimsoll.hub.gateway.KeepTexts;
import plimsoll.hub.gateway.KeepTexts.Outcome;
import plimsoll.hub.gateway.KeptTexts.Kind;
import plimsoll.hub.gateway.Receipts.Line;
import plimsoll.hub.gateway.ShareChat;
import plimsoll.hub.gateway.ShareChat.Turn;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Json;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.http.Visitor.Guest;
import plimsoll.web.pages.view.Chat;
import tools.jackson.databind.JsonNode;

/// Talking to a model on its page. With scripts the answer comes word by word over OpenAI's interface, and
/// conversations are saved and shared; without them a form asks one question, and the page that follows has the
/// answer.
public final class ChatPages {
    private static final int MOST_BODY_BYTES = 4 << 20;
    private static final List<String> ROLES = List.of("system", "user", "assistant");

    private final Doorway doorway;
    private final Gateway gateway;
    private final KeepTexts texts;
    private final ShareChat share;
    private final ChatSharing sharing;
    private final Mastheads mastheads;
    private final PageWriter pages;
    private final RandomGenerator random;

    /// Over the models of `gateway`.
    public ChatPages(
            Doorway doorway,
            Gateway gateway,
            KeepTexts texts,
            ShareChat share,
            ChatSharing sharing,
            Mastheads mastheads,
            PageWriter pages,
            RandomGenerator random) {
        this.doorway = doorway;
        this.gateway = gateway;
        this.texts = texts;
        this.share = share;
        this.sharing = sharing;
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
                        doorway.routes("POST", "/chat", Intent.READ, this::ask),
                        doorway.routes("POST", "/chat/save", Intent.READ, this::save),
                        doorway.routes("POST", "/chat/share", Intent.READ, this::share),
                        doorway.routes("POST", "/settings/sharing", Intent.ADMINISTER, this::allow))
                .flatMap(List::stream)
                .toList();
    }

    private Response page(Request request, Pass pass, List<Chat.Turn> turns, Optional<String> wrong) {
        var repository = pass.repository();
        if (request.visitor() instanceof Guest) {
            return Signed.toSignIn(request);
        }
        boolean answers = repository.kind() == RepoKind.MODEL && gateway.serves(repository.name());
        var saved = request.query("chat").flatMap(id -> saved(request, pass, id));
        return pages.page(
                request,
                Mastheads.place(pass, "Chat"),
                "repository/chat",
                Map.of(
                        "head",
                        mastheads.of(pass, "chat", "main"),
                        "page",
                        new Chat(
                                repository.name().toString(),
                                answers,
                                turns,
                                wrong,
                                saved.map(KeepTexts.Opened::id).orElse(""),
                                saved.map(KeepTexts.Opened::text).orElse(""),
                                share.isAllowed(repository),
                                texts.retention()
                                        .map(life -> (int) life.toDays())
                                        .orElse(0),
                                gateway.marks(repository.name()))));
    }

    private Optional<KeepTexts.Opened> saved(Request request, Pass pass, String id) {
        return request.recipient() instanceof Known known
                ? texts.own(known.name(), Kind.CHAT, id)
                        .filter(each ->
                                each.model().equals(pass.repository().name().toString()))
                : Optional.empty();
    }

    private Response ask(Request request, Pass pass) throws IOException {
        var text = request.field("message").orElse("").strip();
        if (text.isEmpty() || text.length() > Asking.MOST_CHARACTERS) {
            return page(
                    request,
                    pass,
                    List.of(),
                    Optional.of("Ask something, in at most %,d characters.".formatted(Asking.MOST_CHARACTERS)));
        }
        var engines = gateway.of(request.recipient(), request.holder(), request.visitor() instanceof BySession, "");
        var asked = new Chat.Turn("You", text);
        return switch (engines.ask(Asking.question(pass.repository().name().toString(), text, random))) {
            case Declined(var _, var message, var _) -> page(request, pass, List.of(asked), Optional.of(message));
            case Answer answer ->
                page(request, pass, List.of(asked, new Chat.Turn("Model", Asking.whole(answer))), Optional.empty());
        };
    }

    private Response save(Request request, Pass pass) throws IOException {
        if (!(request.recipient() instanceof Known known)) {
            return Response.error(401, "Sign in to save a conversation.");
        }
        var body = request.json(JsonNode.class, MOST_BODY_BYTES);
        var chat = body.path("chat");
        turns(chat);
        var id = Optional.of(body.path("id").asString("")).filter(text -> !text.isEmpty());
        var text = new String(Json.write(chat), StandardCharsets.UTF_8);
        return told(
                texts.save(known.name(), id, pass.repository().name().toString(), text),
                "/%s/chat?chat=%%s".formatted(pass.repository().page()));
    }

    private Response share(Request request, Pass pass) throws IOException {
        if (!(request.recipient() instanceof Known known)) {
            return Response.error(401, "Sign in to share a conversation.");
        }
        var chat = request.json(JsonNode.class, MOST_BODY_BYTES).path("chat");
        return told(share.share(known, pass.repository(), turns(chat)), "/shared/%s");
    }

    private static Response told(Outcome outcome, String address) {
        return switch (outcome) {
            case Outcome.Done(var id) -> Response.json(Map.of("id", id, "url", address.formatted(id)));
            case Outcome.Refused(var why) -> Response.error(400, why);
            case Outcome.Read _ -> throw new IllegalStateException("nothing was to be read");
        };
    }

    private static List<Turn> turns(JsonNode chat) {
        var turns = new ArrayList<Turn>();
        for (var turn : chat.path("turns")) {
            var role = turn.path("role").asString("");
            if (!ROLES.contains(role) || !turn.path("content").isString()) {
                throw new Refused(400, "'turns' is a list of 'role' and 'content'");
            }
            turns.add(new Turn(
                    new Line(role, turn.path("content").asString()),
                    turn.path("receipt").asString("")));
        }
        if (turns.isEmpty() || turns.size() > ShareChat.MOST_TURNS) {
            throw new Refused(400, "'turns' is a list of 1 to %d".formatted(ShareChat.MOST_TURNS));
        }
        return turns;
    }

    private Response allow(Request request, Pass pass) throws IOException {
        sharing.allow(
                pass.repository().id(),
                request.field("sharing").filter("yes"::equals).isPresent());
        return Response.redirect(303, "/" + pass.repository().page() + "/settings?done=saved");
    }
}
