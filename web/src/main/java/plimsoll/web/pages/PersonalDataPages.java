package plimsoll.web.pages;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Intent;
import plimsoll.hub.jobs.Job;
import plimsoll.hub.personaldata.ReadScans;
import plimsoll.hub.personaldata.ReadScans.Known;
import plimsoll.hub.personaldata.ReadScans.Told;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.view.PersonalDataPage;

/// What personal data scans found in a repository's files: counts for whoever may have the files, masked samples for
/// who may write them.
public final class PersonalDataPages {
    /// More files are for programs.
    private static final int MOST_FILES = 200;

    private final Doorway doorway;
    private final ReadTree tree;
    private final ReadScans scans;
    private final Mastheads mastheads;
    private final PageWriter pages;

    /// With what it shows.
    public PersonalDataPages(Doorway doorway, ReadTree tree, ReadScans scans, Mastheads mastheads, PageWriter pages) {
        this.doorway = doorway;
        this.tree = tree;
        this.scans = scans;
        this.mastheads = mastheads;
        this.pages = pages;
    }

    /// The routes.
    public List<Route> routes() {
        return doorway.routes("GET", "/personal-data", Intent.READ, this::told);
    }

    private Response told(Request request, Pass pass) throws IOException {
        var commit = tree.resolve(pass, "main");
        var told = commit.isPresent() ? scans.of(pass, commit.get()) : new Told(List.of(), Optional.empty(), false);
        boolean owner = pass.may(Intent.WRITE) instanceof Admitted;
        var files = told.files().stream()
                .map(known -> PersonalDataWords.file(pass, "main", known))
                .sorted(Comparator.comparingInt(
                        (PersonalDataPage.File file) -> -file.counts().size()))
                .limit(MOST_FILES)
                .toList();
        var shown = new PersonalDataPage(
                commit.map(GitOid::hex).orElse(""),
                status(told),
                PersonalDataWords.counts(told.together()),
                files,
                owner);
        return pages.page(
                request,
                Mastheads.place(pass, "Personal data"),
                "repository/personal-data",
                Map.of("head", mastheads.of(pass, "line", "main"), "page", shown));
    }

    private static String status(Told told) {
        if (told.waiting().isPresent()) {
            return progress(told.waiting().get());
        }
        boolean stale = told.files().stream().anyMatch(Known::stale);
        if (stale) {
            return "The rules have changed since some of these files were scanned. They are scanned again soon.";
        }
        return told.files().stream().anyMatch(known -> known.scan().isEmpty()) ? "Some files wait for their scan." : "";
    }

    private static String progress(Job job) {
        return switch (job.state()) {
            case WAITING, RUNNING ->
                job.total() == 0
                        ? "A scan is about to begin."
                        : "%d of %d files are scanned.".formatted(job.done(), job.total());
            case FAILED -> "The last scan failed. The administrators of this hub can ask for another.";
            case CANCELLED -> "The scan was called off.";
        };
    }
}
