package plimsoll.web.pages;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import plimsoll.domain.arena.Ballot.Choice;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.domain.release.Gate;
import plimsoll.hub.gateway.BlindAnswer;
import plimsoll.hub.gateway.CountVotes;
import plimsoll.hub.gateway.Engines;
import plimsoll.hub.gateway.Gateway;
import plimsoll.hub.gateway.HoldMatch;
import plimsoll.hub.gateway.HoldMatch.Outcome;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.Arena;
import plimsoll.web.pages.view.ArenaResults;

/// Two models side by side, a vote on their answers, and what all votes say. With scripts both answers come word by
/// word; without them a form asks both, and the page that follows has the answers.
public final class ArenaPages {
    private final Gateway gateway;
    private final HoldMatch matches;
    private final CountVotes count;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Signed signed;
    private final RandomGenerator random;

    /// Over the models of `gateway`.
    public ArenaPages(Gateway gateway, HoldMatch matches, CountVotes count, PageWriter pages, RandomGenerator random) {
        this.gateway = gateway;
        this.matches = matches;
        this.count = count;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.signed = new Signed(refusals);
        this.random = random;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                signed.route(
                        "GET", "/arena", (request, session) -> page(200, request, empty(session, Optional.empty()))),
                signed.route("POST", "/arena", this::ask),
                signed.route("POST", "/arena/vote", this::vote),
                signed.route("GET", "/arena/results", this::results));
    }

    private Response page(int status, Request request, Arena arena) {
        return pages.page(status, request, Place.titled("Side by side"), "arena", Map.of("page", arena));
    }

    private Engines engines(BySession session) {
        return gateway.of(session.who(), session.holder(), true, "");
    }

    private Arena empty(BySession session, Optional<String> wrong) {
        return new Arena(
                engines(session).models(), "", "", Optional.empty(), Optional.empty(), Optional.empty(), wrong);
    }

    private Response ask(Request request, BySession session) throws IOException {
        var engines = engines(session);
        var models = engines.models();
        var text = request.field("message").orElse("").strip();
        if (text.isEmpty() || text.length() > Asking.MOST_CHARACTERS) {
            var wrong = "Ask something, in at most %,d characters.".formatted(Asking.MOST_CHARACTERS);
            return page(400, request, empty(session, Optional.of(wrong)));
        }
        var left = request.field("left").filter(models::contains);
        var right = request.field("right").filter(models::contains);
        var match = left.isPresent() && right.isPresent()
                ? Optional.of(matches.between(left.get(), right.get()))
                : matches.draw(models);
        if (match.isEmpty()) {
            return page(404, request, empty(session, Optional.of("Two models are needed that answer you here.")));
        }
        boolean blind = match.get().blind();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = CompletableFuture.supplyAsync(
                    () -> said(engines, match.get().left(), text, blind), threads);
            var second = CompletableFuture.supplyAsync(
                    () -> said(engines, match.get().right(), text, blind), threads);
            var names = blind
                    ? Optional.<Arena.Names>empty()
                    : Optional.of(
                            new Arena.Names(match.get().left(), match.get().right(), ""));
            return page(
                    200,
                    request,
                    new Arena(
                            models,
                            text,
                            matches.sealed(session.who(), match.get()),
                            Optional.of(first.join()),
                            Optional.of(second.join()),
                            names,
                            Optional.empty()));
        } catch (CompletionException failed) {
            throw new IOException("a model did not answer", failed);
        }
    }

    private String said(Engines engines, String model, String text, boolean blind) {
        try {
            return switch (engines.ask(Asking.question(model, text, random))) {
                case Declined declined ->
                    blind ? "(This model does not answer.)" : "(%s)".formatted(declined.message());
                case Answer answer -> Asking.whole(blind ? new BlindAnswer(answer) : answer);
            };
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private Response vote(Request request, BySession session) throws IOException {
        var choice = switch (request.field("choice").orElse("")) {
            case "left" -> Choice.LEFT;
            case "right" -> Choice.RIGHT;
            default -> Choice.TIE;
        };
        var outcome = matches.vote(session.who(), request.field("match").orElse(""), choice);
        return switch (outcome) {
            case Outcome.Refused(var why) -> page(400, request, empty(session, Optional.of(why)));
            case Outcome.Counted(var match) ->
                page(
                        200,
                        request,
                        new Arena(
                                engines(session).models(),
                                "",
                                "",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(
                                        new Arena.Names(match.left(), match.right(), worded(choice, match.blind()))),
                                Optional.empty()));
        };
    }

    private static String worded(Choice choice, boolean blind) {
        var what = switch (choice) {
            case LEFT -> "You took the first.";
            case RIGHT -> "You took the second.";
            case TIE -> "You took neither.";
        };
        return blind ? what : what + " Only blind votes count in the results.";
    }

    private Response results(Request request, BySession session) {
        if (!Gate.examines(session.who())) {
            return refusals.tell(request, new RoleTooSmall());
        }
        var result = count.result();
        var lines = result.rated().stream()
                .map(each -> new ArenaResults.Line(
                        each.model(),
                        "%.0f".formatted(each.score()),
                        "%.0f to %.0f".formatted(each.low(), each.high()),
                        String.valueOf(each.votes()),
                        String.format(Locale.ROOT, "%.0f %%", 100 * each.wins() / each.votes())))
                .toList();
        var pairs = result.pairs().stream()
                .map(each -> new ArenaResults.Pair(
                        each.first(), each.second(), each.firstWins(), each.secondWins(), each.ties()))
                .toList();
        return pages.page(
                200,
                request,
                Place.titled("Votes"),
                "arena-results",
                Map.of("page", new ArenaResults(result.votes(), lines, pairs)));
    }
}
