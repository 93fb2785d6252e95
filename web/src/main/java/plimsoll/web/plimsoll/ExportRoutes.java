package plimsoll.web.plimsoll;

import static plimsoll.web.http.PeopleRefusals.known;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import plimsoll.hub.release.ExportRecords;
import plimsoll.hub.release.ExportRecords.Export;
import plimsoll.hub.release.ExportRecords.Sheet;
import plimsoll.web.http.Door;
import plimsoll.web.http.Json;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// All that is known about releases, to take along: for those who watch over the hub, as JSON or CSV, written while it
/// is read.
public final class ExportRoutes {
    private final ExportRecords records;

    /// Of `records`.
    public ExportRoutes(ExportRecords records) {
        this.records = records;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(Route.of("GET", "/api/plimsoll/oversight/{sheet}", Door.OWN, this::export));
    }

    private Response export(Request request) {
        var who = known(request);
        var sheet = ExportRecords.sheet(request.variable("sheet"));
        var format = request.query("format").orElse("json");
        if (sheet.isEmpty()) {
            return Response.error(404, "There are releases, plans, decisions, grants and incidents.");
        }
        if (!format.equals("json") && !format.equals("csv")) {
            return Response.error(400, "The format is json or csv.");
        }
        return records.begin(who, sheet.get())
                .map(export -> format.equals("csv") ? csv(sheet.get(), export) : json(sheet.get(), export))
                .orElseGet(() -> Response.error(403, "Only admins and auditors of this hub can do that."));
    }

    private static Response json(Sheet sheet, Export export) {
        return named(sheet, "json", Response.stream(200, Response.JSON, out -> {
            out.write('[');
            var between = new byte[] {'\n'};
            export.to(row -> {
                out.write(between);
                between[0] = ',';
                out.write(Json.write(row));
            });
            out.write("\n]\n".getBytes(StandardCharsets.US_ASCII));
        }));
    }

    private static Response csv(Sheet sheet, Export export) {
        return named(sheet, "csv", Response.stream(200, "text/csv; charset=utf-8; header=present", out -> {
            try (var text = text(out)) {
                text.write(CsvText.row(sheet.columns()));
                export.to(row -> text.write(CsvText.row(row.values())));
            }
        }));
    }

    private static BufferedWriter text(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    private static Response named(Sheet sheet, String ending, Response answer) {
        return answer.with(
                        "Content-Disposition",
                        "attachment; filename=\"%s.%s\"".formatted(sheet.name().toLowerCase(Locale.ROOT), ending))
                .with("Cache-Control", "no-store");
    }
}
