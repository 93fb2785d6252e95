package plimsoll.web.pages;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import plimsoll.domain.line.ReportForm;
import plimsoll.domain.release.Intent;
import plimsoll.hub.line.WriteReport;
import plimsoll.hub.line.WriteReport.Report;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.view.ReleasePage;
import plimsoll.web.pages.view.ReportPage;

/// The documents that laws ask for, filled with what is known of a revision: as pages, and as files that need nothing
/// else to be read and printed.
public final class ReportPages {
    /// A file is somebody else's page where it is opened, and asks nobody for anything.
    private static final String FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private final Doorway doorway;
    private final WriteReport write;
    private final Templates templates;
    private final Mastheads mastheads;
    private final PageWriter pages;
    private final RefusalPages refusals;

    /// With what it shows; files are printed by `templates`.
    public ReportPages(Doorway doorway, WriteReport write, Templates templates, Mastheads mastheads, PageWriter pages) {
        this.doorway = doorway;
        this.write = write;
        this.templates = templates;
        this.mastheads = mastheads;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
    }

    /// The routes.
    public List<Route> routes() {
        return doorway.routes("GET", "/line/documents/{document}", Intent.READ, this::show);
    }

    private Response show(Request request, Pass pass) throws IOException {
        var form = ReportForm.named(request.variable("document"));
        var revision = request.query("revision").orElse("main");
        var report = form.isPresent() ? write.of(pass, form.get(), revision) : Optional.<Report>empty();
        if (report.isEmpty()) {
            return refusals.tell(404, request, "There is no such document, or no such revision.");
        }
        var page = page(pass, report.get());
        if (request.query("as").filter("file"::equals).isPresent()) {
            return Response.html(200, templates.print("repository/report-file", Map.of("page", page)))
                    .with("Content-Security-Policy", FILE_POLICY)
                    .with("Cache-Control", "private, no-cache")
                    .with(
                            "Content-Disposition",
                            "attachment; filename=\"%s-%s.html\""
                                    .formatted(
                                            pass.repository().name().name(),
                                            form.get().id()));
        }
        return pages.page(
                request,
                Mastheads.place(pass, report.get().form().title()),
                "repository/report",
                Map.of("head", mastheads.of(pass, "line", "main"), "page", page));
    }

    private static ReportPage page(Pass pass, Report report) {
        var form = report.form();
        var url = "/%s/line/documents/%s".formatted(report.repository(), form.id());
        return new ReportPage(
                form.id(),
                form.title(),
                form.source(),
                pass.repository().name().toString(),
                report.commit().hex(),
                report.at().toString().substring(0, 16).replace('T', ' ') + " UTC",
                "%d of %d items are answered; %d are missing."
                        .formatted(report.items() - report.gaps(), report.items(), report.gaps()),
                report.sections().stream()
                        .map(section -> new ReportPage.Section(
                                section.title(),
                                section.entries().stream()
                                        .map(ReportPages::item)
                                        .toList()))
                        .toList(),
                ReportForm.all().stream()
                        .map(each -> new ReleasePage.Option(each.id(), each.title(), each.equals(form)))
                        .toList(),
                "/api/plimsoll/%s/%s/documents/%s"
                        .formatted(
                                pass.repository().kind().plural(),
                                pass.repository().name(),
                                form.id()),
                url + "?as=file");
    }

    private static ReportPage.Item item(WriteReport.Entry entry) {
        return new ReportPage.Item(
                entry.item().title(),
                entry.item().readers().stream()
                        .sorted()
                        .map(ReportPages::reader)
                        .collect(Collectors.joining(", ")),
                entry.gap().isEmpty(),
                entry.said().stream()
                        .map(said -> new ReportPage.Answer(
                                said.about(), said.text(), said.kind(), said.source(), said.evidence()))
                        .toList(),
                entry.gap());
    }

    private static String reader(ReportForm.Reader reader) {
        return switch (reader) {
            case AI_OFFICE -> "AI Office";
            case AUTHORITIES -> "national authorities";
            case DOWNSTREAM -> "downstream providers";
            case PUBLIC -> "everybody";
        };
    }
}
