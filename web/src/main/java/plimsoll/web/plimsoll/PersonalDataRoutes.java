package plimsoll.web.plimsoll;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.personaldata.Findings;
import plimsoll.domain.release.Intent;
import plimsoll.hub.personaldata.ReadScans;
import plimsoll.hub.personaldata.ReadScans.Known;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.huggingface.Threshold;

/// What personal data scans found in a repository's files, for programs: counts for whoever may have the files, masked
/// samples for who may write them.
public final class PersonalDataRoutes {
    private final Threshold threshold;
    private final ReadTree tree;
    private final ReadScans scans;

    /// Routes for whom `door` lets in.
    public PersonalDataRoutes(EnterRepository door, ReadTree tree, ReadScans scans) {
        this.threshold = new Threshold(door);
        this.tree = tree;
        this.scans = scans;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(threshold.own("GET", "/personal-data", Intent.READ, this::told));
    }

    private Response told(Request request, Pass pass) throws IOException {
        var commit = tree.resolve(pass, request.query("revision").orElse("main"));
        if (commit.isEmpty()) {
            return Response.error(404, "RevisionNotFound", "There is no such revision.");
        }
        var told = scans.of(pass, commit.get());
        return Response.json(new ToldJson(
                commit.get().hex(),
                told.waiting().isPresent(),
                told.cut(),
                told.together().counts().stream().map(CountJson::of).toList(),
                told.files().stream().map(FileJson::of).toList()));
    }

    /// What is known of a revision.
    ///
    /// @param waiting whether a scan is still to be done
    /// @param cut whether there are more files than stand here
    private record ToldJson(
            String commit, boolean waiting, boolean cut, List<CountJson> counts, List<FileJson> files) {}

    /// What is known of a file; without a coverage while nobody has looked.
    private record FileJson(
            String path,
            @Nullable String coverage,
            @Nullable String format,
            @Nullable String reason,
            long rows,
            @JsonProperty("read_bytes") long readBytes,
            @JsonProperty("size_bytes") long sizeBytes,
            String rules,
            @Nullable String at,
            boolean stale,
            List<CountJson> counts,
            List<SampleJson> samples) {
        static FileJson of(Known known) {
            var scan = known.scan().orElse(null);
            return new FileJson(
                    known.path().text(),
                    scan == null ? null : scan.coverage().name().toLowerCase(Locale.ROOT),
                    scan == null ? null : scan.format(),
                    scan == null ? null : scan.reason(),
                    scan == null ? 0 : scan.rows(),
                    scan == null ? 0 : scan.readBytes(),
                    scan == null ? 0 : scan.sizeBytes(),
                    known.version(),
                    known.at().map(Object::toString).orElse(null),
                    known.stale(),
                    scan == null
                            ? List.of()
                            : scan.findings().counts().stream()
                                    .map(CountJson::of)
                                    .toList(),
                    scan == null
                            ? List.of()
                            : scan.findings().samples().stream()
                                    .map(SampleJson::of)
                                    .toList());
        }
    }

    private record CountJson(String kind, String certainty, long findings, long distinct, boolean more) {
        static CountJson of(Findings.Count count) {
            return new CountJson(
                    count.kind().word(), count.certainty().word(), count.findings(), count.distinct(), count.more());
        }
    }

    private record SampleJson(String kind, String certainty, String masked, long row) {
        static SampleJson of(Findings.Sample sample) {
            return new SampleJson(sample.kind().word(), sample.certainty().word(), sample.masked(), sample.row());
        }
    }
}
