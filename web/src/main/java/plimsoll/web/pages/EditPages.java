package plimsoll.web.pages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.release.OpenFile;
import plimsoll.hub.release.Opening;
import plimsoll.hub.repositories.AcceptCommit;
import plimsoll.hub.repositories.CommitOutcome;
import plimsoll.hub.repositories.CommitRequest;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadHistory;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.view.Edit;

/// Writes a text file on a page, a card above all, and removes files.
public final class EditPages {
    /// The form that brings a text back may be three times as long.
    static final int MAX_TEXT_BYTES = Request.MAX_FORM_BYTES / 3;

    private static final int MAX_SUMMARY_CHARACTERS = 200;

    private final Doorway doorway;
    private final ReadHistory history;
    private final OpenFile files;
    private final AcceptCommit accept;
    private final Mastheads mastheads;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final CommitAnswers answers;

    /// With what it reads and does.
    public EditPages(
            Doorway doorway,
            ReadHistory history,
            OpenFile files,
            AcceptCommit accept,
            Mastheads mastheads,
            PageWriter pages) {
        this.doorway = doorway;
        this.history = history;
        this.files = files;
        this.accept = accept;
        this.mastheads = mastheads;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.answers = new CommitAnswers(refusals);
    }

    /// The routes.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.addAll(doorway.routes("GET", "/edit/{rev}/{path...}", Intent.WRITE, this::form));
        routes.addAll(doorway.routes("POST", "/edit/{rev}/{path...}", Intent.WRITE, this::write));
        routes.addAll(doorway.routes("POST", "/remove/{rev}/{path...}", Intent.WRITE, this::remove));
        return routes;
    }

    private Response form(Request request, Pass pass) throws IOException {
        var branch = request.variable("rev");
        var path = path(request);
        var head = RefName.branch(branch).map(history.refs(pass)::get);
        var empty = history.refs(pass).isEmpty() && branch.equals(RefName.MAIN.shortName());
        if (head.isEmpty() && !empty) {
            return refusals.tell(404, request, "There is no branch '%s' to write to.".formatted(branch));
        }
        var text = text(pass, branch, path);
        return text.isEmpty()
                ? refusals.tell(400, request, "'%s' is no text, or too long to be written on a page.".formatted(path))
                : shown(200, request, pass, text.get(), head.map(GitOid::hex).orElse(""), Optional.empty());
    }

    // What is there, or a beginning for what is not; empty when it cannot be written here.
    private Optional<String> text(Pass pass, String branch, FilePath path) throws IOException {
        return switch (files.open(pass, branch, path.text())) {
            case Opening.NoRevision _, Opening.NoFile _ -> Optional.of(beginning(pass, path));
            case Opening.Large _ -> Optional.empty();
            case Opening.Small small ->
                small.file().sizeBytes() > MAX_TEXT_BYTES
                        ? Optional.empty()
                        : SmallText.strict(files, pass, small.file());
        };
    }

    private static String beginning(Pass pass, FilePath path) {
        return !path.text().equals("README.md")
                ? ""
                : """
                ---
                license: apache-2.0
                tags: []
                ---
                # %s

                What it is, what it is for, and what it must not be used for.
                """.formatted(pass.repository().name().name());
    }

    private Response shown(int status, Request request, Pass pass, String text, String head, Optional<String> wrong)
            throws IOException {
        var branch = request.variable("rev");
        var path = path(request);
        boolean fresh = !(files.open(pass, branch, path.text()) instanceof Opening.Small);
        var edit = new Edit(
                path.text(),
                branch,
                fresh,
                text,
                head,
                Revisions.url(pass, "edit", branch, path.text()),
                Revisions.url(pass, fresh ? "tree" : "blob", branch, fresh ? path.folder() : path.text()),
                wrong);
        return pages.page(
                status,
                request,
                Mastheads.place(pass, "Edit " + path.fileName()),
                "repository/edit",
                Map.of("head", mastheads.of(pass, "files", branch), "edit", edit));
    }

    private Response write(Request request, Pass pass) throws IOException {
        var branch = request.variable("rev");
        var path = path(request);
        var sent = request.field("text").orElse("");
        var head = request.field("head").orElse("");
        var change = new FileChange.Write(path, Bytes.ofUtf8(lineEnds(pass, branch, path, sent)));
        var outcome = commit(request, pass, "Edit " + path, head, change);
        return outcome instanceof CommitOutcome.HeadMoved
                ? shown(
                        409,
                        request,
                        pass,
                        sent,
                        history.newest(pass, branch)
                                .map(commit -> commit.oid().hex())
                                .orElse(""),
                        Optional.of("Somebody else changed the branch meanwhile. Your text is below; saving it again"
                                + " puts it over theirs."))
                : answers.answer(request, outcome, Revisions.url(pass, "blob", branch, path.text()) + "?done=saved");
    }

    // Forms end lines with CR LF whatever the file does.
    private String lineEnds(Pass pass, String branch, FilePath path, String sent) throws IOException {
        boolean windows = files.open(pass, branch, path.text()) instanceof Opening.Small small
                && SmallText.read(files, pass, small.file()).contains("\r\n");
        return windows ? sent : sent.replace("\r\n", "\n");
    }

    private Response remove(Request request, Pass pass) throws IOException {
        var path = path(request);
        var outcome = commit(request, pass, "Remove " + path, "", new FileChange.Delete(path));
        return answers.answer(
                request,
                outcome,
                Revisions.url(pass, "tree", request.variable("rev"), path.folder()) + "?done=removed");
    }

    private CommitOutcome commit(Request request, Pass pass, String title, String head, FileChange change)
            throws IOException {
        var said = request.field("summary").map(String::strip).orElse("");
        var summary = said.isEmpty() ? title : said.substring(0, Math.min(said.length(), MAX_SUMMARY_CHARACTERS));
        return accept.accept(
                pass,
                new CommitRequest(
                        request.variable("rev"),
                        Optional.of(head).filter(oid -> !oid.isEmpty()),
                        summary,
                        "",
                        List.of(new CommitRequest.Change.Whole(change))));
    }

    private static FilePath path(Request request) {
        var text = request.variable("path");
        return FilePath.parse(text)
                .orElseThrow(() -> new Refused(400, FilePath.objection(text).orElse("That is no file name.")));
    }
}
