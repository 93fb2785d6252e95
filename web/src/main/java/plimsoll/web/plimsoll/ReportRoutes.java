package plimsoll.web.plimsoll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import plimsoll.domain.line.ReportForm;
import plimsoll.domain.release.Intent;
import plimsoll.hub.line.WriteReport;
import plimsoll.hub.line.WriteReport.Report;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.huggingface.Threshold;

/// The documents that laws ask for, filled with what is known of a revision, for programs, and the schema they keep to.
public final class ReportRoutes {
    private static final String SCHEMA = "/api/plimsoll/schemas/document.json";

    private final Threshold threshold;
    private final WriteReport write;

    /// Routes for whom `door` lets in.
    public ReportRoutes(EnterRepository door, WriteReport write) {
        this.threshold = new Threshold(door);
        this.write = write;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                threshold.own("GET", "/documents/{document}", Intent.READ, this::document),
                Route.of("GET", SCHEMA, Door.OPEN, _ -> schema()));
    }

    private Response document(Request request, Pass pass) throws IOException {
        var form = ReportForm.named(request.variable("document"));
        if (form.isEmpty()) {
            return Response.error(
                    404,
                    "There is no such form; there are %s."
                            .formatted(String.join(
                                    ", ",
                                    ReportForm.all().stream()
                                            .map(ReportForm::id)
                                            .toList())));
        }
        return write.of(pass, form.get(), request.query("revision").orElse("main"))
                .map(report -> Response.json(ReportJson.of(report)))
                .orElseGet(() -> Response.error(404, "RevisionNotFound", "There is no such revision."));
    }

    private static Response schema() {
        try (var in = Objects.requireNonNull(ReportRoutes.class.getResourceAsStream("document.schema.json"))) {
            return Response.bytes(200, "application/schema+json", in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private record ReportJson(
            String schema,
            String form,
            String title,
            String source,
            String repository,
            String commit,
            String filledAt,
            int items,
            int missing,
            List<SectionJson> sections) {
        static ReportJson of(Report report) {
            return new ReportJson(
                    SCHEMA,
                    report.form().id(),
                    report.form().title(),
                    report.form().source(),
                    report.repository(),
                    report.commit().hex(),
                    report.at().toString(),
                    report.items(),
                    report.gaps(),
                    report.sections().stream()
                            .map(section -> new SectionJson(
                                    section.title(),
                                    section.entries().stream().map(ItemJson::of).toList()))
                            .toList());
        }
    }

    private record SectionJson(String title, List<ItemJson> items) {}

    private record ItemJson(
            String id,
            String title,
            List<String> readers,
            String state,
            List<AnswerJson> answers,
            Optional<String> gap) {
        static ItemJson of(WriteReport.Entry entry) {
            return new ItemJson(
                    entry.item().id(),
                    entry.item().title(),
                    entry.item().readers().stream()
                            .sorted()
                            .map(ReportForm.Reader::word)
                            .toList(),
                    entry.state().word(),
                    entry.said().stream()
                            .map(said -> new AnswerJson(
                                    said.about(),
                                    said.text(),
                                    said.kind(),
                                    said.source(),
                                    said.evidence(),
                                    said.at().toString()))
                            .toList(),
                    entry.gap().isEmpty() ? Optional.empty() : Optional.of(entry.gap()));
        }
    }

    private record AnswerJson(String about, String text, String kind, String source, String evidence, String at) {}
}
