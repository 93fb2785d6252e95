package plimsoll.hub.release;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Intent;
import plimsoll.domain.release.Release;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance.Entered;
import plimsoll.hub.repositories.Entrance.Moved;
import plimsoll.hub.repositories.Entrance.Refused;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.Repositories;
import plimsoll.hub.repositories.ShownRefs;

/// Finds the model in a repository that the hub itself is to run. It takes what others than the publisher are shown:
/// the newest commit that is released and that no inspection holds; and nothing that was called back, for whomever it
/// would answer. Who may ask the model is another question.
///
/// Safe for use by any number of threads.
public final class FindServed {
    private final EnterRepository door;
    private final Repositories repositories;
    private final LargeFiles largeFiles;
    private final Blobs blobs;
    private final ShownRefs refs;

    /// Finds in what these keep.
    public FindServed(EnterRepository door, Repositories repositories, LargeFiles largeFiles, Blobs blobs) {
        this.door = door;
        this.repositories = repositories;
        this.largeFiles = largeFiles;
        this.blobs = blobs;
        this.refs = new ShownRefs(repositories);
    }

    /// What was found.
    public sealed interface Outcome {
        /// These weights.
        ///
        /// @param commit in which they lie
        record Weights(GitOid commit, Pointer file) implements Outcome {}

        /// The files of this folder.
        ///
        /// @param commit in which they lie
        record Folder(GitOid commit, ServedFolder folder) implements Outcome {}

        /// Nothing, for a reason in words.
        record None(String why) implements Outcome {}

        /// What was there was called back.
        ///
        /// @param notice for whoever asks
        record Recalled(String notice) implements Outcome {}
    }

    /// Finds the large file at `path`, or the folder with safetensors and what goes with them.
    ///
    /// @param revision a branch, a tag or a whole commit id
    /// @param path of a file or folder; empty for the root of the repository
    public Outcome find(RepoName name, String revision, String path) throws IOException {
        return switch (door.enter(hub(name), Intent.READ, RepoKind.MODEL, name)) {
            case Entered(var pass) -> find(pass, name, revision, path);
            case Refused(Admission.Recalled(var recall)) -> new Outcome.Recalled(recall.notice());
            case Refused _, Moved _ -> new Outcome.None("this hub has no model %s".formatted(name));
        };
    }

    private Outcome find(Pass pass, RepoName name, String revision, String path) throws IOException {
        var commit = commit(pass, revision);
        if (commit.isEmpty()) {
            return new Outcome.None("%s has no revision '%s' that may be shown".formatted(name, revision));
        }
        var recall = pass.release().recalled(commit.get());
        if (recall.isPresent()) {
            return new Outcome.Recalled(recall.get().notice());
        }
        var id = pass.repository().id();
        var file = FilePath.parse(path);
        if (file.isEmpty()) {
            return folder(name, id, commit.get(), "");
        }
        var entry = repositories.find(id, commit.get(), file.get());
        if (entry.isEmpty()) {
            return new Outcome.None("%s has no file or folder %s".formatted(name, path));
        }
        return switch (entry.get()) {
            case Entry.Folder _ -> folder(name, id, commit.get(), path);
            case Entry.LargeFile large
            when isHere(id, large.pointer()) -> new Outcome.Weights(commit.get(), large.pointer());
            case Entry.LargeFile _, Entry.SmallFile _ ->
                new Outcome.None("%s has no large file %s".formatted(name, path));
        };
    }

    private Outcome folder(RepoName name, RepositoryId id, GitOid commit, String folder) throws IOException {
        try {
            var parts = new GatherParts(repositories, largeFiles, blobs, id, commit, folder);
            return new Outcome.Folder(commit, parts.gather());
        } catch (GatherParts.Lacking lacking) {
            return new Outcome.None("%s %s".formatted(name, lacking.getMessage()));
        }
    }

    /// As a member of the publisher the hub sees what is there; what others may see it works out for itself.
    private static Recipient hub(RepoName name) {
        return new Recipient.Known(
                name.namespace(), SiteRole.MEMBER, Map.of(name.namespace(), OrganisationRole.READ), Scope.READ);
    }

    private Optional<GitOid> commit(Pass pass, String revision) throws IOException {
        var id = pass.repository().id();
        var release = pass.release();
        var shown = release.plan().byHand() ? release.released() : repositories.refs(id);
        var named = Stream.of("refs/heads/" + revision, "refs/tags/" + revision)
                .filter(RefName::isRefName)
                .map(RefName::new)
                .filter(shown::containsKey)
                .findFirst();
        if (named.isPresent()) {
            var tip = Optional.ofNullable(shown.get(named.get()));
            return tip.isPresent() ? unheld(id, tip.get(), release) : tip;
        }
        var commit = repositories.resolve(id, revision);
        return commit.isPresent()
                        && !shown.isEmpty()
                        && repositories.reaches(id, List.copyOf(shown.values()), commit.get())
                        && unheld(id, commit.get(), release).equals(commit)
                ? commit
                : Optional.empty();
    }

    private Optional<GitOid> unheld(RepositoryId id, GitOid commit, Release release) throws IOException {
        return release.holds().isEmpty() ? Optional.of(commit) : refs.passed(id, commit, release);
    }

    private boolean isHere(RepositoryId id, Pointer file) {
        return largeFiles
                .find(id, file.content())
                .filter(LargeFiles.Linked::committed)
                .isPresent();
    }
}
