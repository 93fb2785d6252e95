package plimsoll.web.plimsoll;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.FactSheet.Contradiction;
import plimsoll.domain.line.Value;
import plimsoll.domain.release.Intent;
import plimsoll.hub.line.DrawLine;
import plimsoll.hub.line.ReadFacts;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.huggingface.Threshold;

/// What is known of a repository, and the line that is drawn for it, for programs.
public final class LineRoutes {
    private final Threshold threshold;
    private final ReadFacts facts;
    private final DrawLine draw;

    /// Routes for whom `door` lets in.
    public LineRoutes(EnterRepository door, ReadFacts facts, DrawLine draw) {
        this.threshold = new Threshold(door);
        this.facts = facts;
        this.draw = draw;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                threshold.own("GET", "/facts", Intent.READ, this::sheet),
                threshold.own("GET", "/line", Intent.READ, this::line));
    }

    private Response line(Request request, Pass pass) throws IOException {
        var besides = List.of(request.query("with").orElse("").split(",", -1));
        return draw.of(pass, besides)
                .map(drawn -> Response.json(LineJson.of(drawn)))
                .orElseGet(() -> Response.error(404, "RevisionNotFound", "There is no commit yet."));
    }

    private Response sheet(Request request, Pass pass) throws IOException {
        return facts.of(pass, request.query("revision").orElse("main"))
                .map(known -> Response.json(new SheetJson(
                        known.commit().hex(),
                        known.sheet().facts().stream().map(FactJson::of).toList(),
                        known.sheet().contradictions().stream()
                                .map(Contradiction::sentence)
                                .toList())))
                .orElseGet(() -> Response.error(404, "RevisionNotFound", "There is no such revision."));
    }

    /// A fact sheet.
    ///
    /// @param commit of which revision
    /// @param facts all of them, of each name the one that counts first
    /// @param findings what cannot be true beside what was found
    private record SheetJson(String commit, List<FactJson> facts, List<String> findings) {}

    /// A fact.
    ///
    /// @param value a truth value, a list of words, or two numbers that it lies between
    private record FactJson(
            String name, Object value, String unit, String kind, String source, String evidence, String at) {
        static FactJson of(Fact fact) {
            return new FactJson(
                    fact.name().word(),
                    switch (fact.value()) {
                        case Value.Span(var low, var high) -> List.of(low, high);
                        case Value.Truth(var holds) -> holds;
                        case Value.Words(var words) -> words;
                    },
                    fact.name().unit(),
                    fact.kind().name().toLowerCase(Locale.ROOT),
                    fact.source(),
                    fact.evidence(),
                    fact.at().toString());
        }
    }
}
