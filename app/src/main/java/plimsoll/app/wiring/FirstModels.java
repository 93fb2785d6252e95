package plimsoll.app.wiring;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.app.config.ServedModels;
import plimsoll.app.mini.MiniRelease;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.release.Access;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.Intent;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.people.FirstStart;
import plimsoll.hub.release.SetPlan;
import plimsoll.hub.repositories.CommitOutcome;
import plimsoll.hub.repositories.CommitRequest;
import plimsoll.hub.repositories.CreateRepository;
import plimsoll.hub.repositories.Entrance;
import plimsoll.hub.repositories.Pass;

/// Publishes Plimsoll Mini on a hub that is new: open, on terms, and closed, so that the gradient can be seen.
///
/// A file in the data folder says that it is to be done, from before the first account on until all of it is done. Each
/// step looks first whether it was done before, so a start after a crash goes on where the last one ended; and nothing
/// comes back that somebody deleted later. What is published is first seen whole: a repository is private until its
/// commit and its plan are there.
///
/// It is tried once in each start, on a thread of its own; should it fail, the log says so, and the next start goes on.
final class FirstModels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FirstModels.class);
    private static final String FILE = "first-models";
    private static final String SERVED = "mini.gguf";
    private static final String SERVED_LINES = """
            # The models that answer questions on this hub. A line each:
            #   local NAMESPACE/NAME FILE      runs in this process
            #   stored NAMESPACE/NAME FILE     the same, from a GGUF file of its repository here, or from the
            #                                  safetensors in a folder of it, such as . for its root
            #   remote NAMESPACE/NAME URL      a server of OpenAI's interface, such as http://localhost:8000/v1
            # Who may ask is what the release plan of the repository of that name says. Read at each start.
            local %s/mini %s
            """.formatted(FirstStart.PUBLISHER, SERVED);

    /// What the largest of them takes to be published, with room to spare.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Recipient PLIMSOLL = new Recipient.Known(
            FirstStart.PUBLISHER, SiteRole.MEMBER, Map.of(FirstStart.PUBLISHER, OrganisationRole.ADMIN), Scope.WRITE);

    /// Files by path, made when they are asked for.
    @FunctionalInterface
    private interface Content {
        Map<String, byte[]> files() throws IOException;
    }

    /// What one repository is to be.
    ///
    /// @param access what the plan says of everything in it but its papers, which are open unless all is withheld
    private record Wanted(RepoKind kind, String name, Content content, Access access) {}

    private final Path intent;
    private final Optional<MiniRelease> release;
    private final Deeds deeds;
    private final Stores stores;
    private final Thread thread =
            Thread.ofPlatform().name("first-models").daemon().unstarted(this::publishOrTell);
    private volatile boolean closed;
    private boolean isNew;

    /// @param data the data folder
    /// @param release what is published; without it nothing is
    FirstModels(Path data, Optional<MiniRelease> release, Deeds deeds, Stores stores) {
        this.intent = data.resolve(FILE);
        this.release = release;
        this.deeds = deeds;
        this.stores = stores;
    }

    /// Notes that the models are to be published, should this be a new hub.
    ///
    /// @param bare whether its owner wants it empty
    void intend(boolean bare) throws IOException {
        if (bare) {
            Files.deleteIfExists(intent);
        } else if (release.isPresent() && Files.notExists(intent)) {
            Files.writeString(intent, "The models that come with Plimsoll are still to be published.\n");
            isNew = true;
        }
    }

    /// Takes the note back: the hub was not new.
    void forgetIfNew() throws IOException {
        if (isNew) {
            Files.deleteIfExists(intent);
        }
    }

    /// Has the open model answer questions on a new hub, in this process. Whoever has said which models answer, or says
    /// so later, is left alone.
    ///
    /// @return whether a list of models was written
    boolean serve() throws IOException {
        var list = intent.resolveSibling(ServedModels.FILE);
        if (release.isEmpty() || Files.notExists(intent) || Files.exists(list)) {
            return false;
        }
        var weights = release.get().quantised();
        if (weights.isEmpty()) {
            return false;
        }
        Files.write(intent.resolveSibling(SERVED), weights.get());
        var fresh = intent.resolveSibling(ServedModels.FILE + ".new");
        Files.writeString(fresh, SERVED_LINES);
        Files.move(fresh, list, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /// Begins in the background.
    void start() {
        thread.start();
    }

    /// Stops after the repository that is being published, and waits for that.
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void publishOrTell() {
        try {
            publish();
        } catch (IOException | RuntimeException e) {
            LOG.error("the models that come with Plimsoll could not be published; the next start goes on", e);
        }
    }

    /// Publishes what is still to be published; does nothing once that is done.
    void publish() throws IOException {
        if (release.isEmpty() || Files.notExists(intent)) {
            return;
        }
        deeds.people.firstStart().foundPublisher();
        for (var wanted : wanted(release.get())) {
            if (closed) {
                return;
            }
            publish(wanted);
        }
        Files.deleteIfExists(intent);
        LOG.info("published the models that come with Plimsoll");
    }

    private List<Wanted> wanted(MiniRelease mini) {
        var terms = deeds.release.setPlan.terms(MiniRelease.TERMS, Access.Approval.AUTOMATIC);
        return List.of(
                new Wanted(RepoKind.MODEL, "mini", mini::model, new Access.Open()),
                new Wanted(RepoKind.MODEL, "mini-gated", mini::gated, terms),
                new Wanted(RepoKind.MODEL, "mini-closed", mini::closed, new Access.Withheld()),
                new Wanted(RepoKind.DATASET, "mini-data", mini::data, new Access.Open()));
    }

    private void publish(Wanted wanted) throws IOException {
        var pass = enter(wanted);
        if (!stores.repositories.refs(pass.repository().id()).containsKey(RefName.MAIN)) {
            commit(pass, wanted.content().files());
        }
        if (!(wanted.access() instanceof Access.Withheld)) {
            release(enter(wanted), wanted.access());
        }
    }

    private Pass enter(Wanted wanted) {
        var name = new RepoName(FirstStart.PUBLISHER, wanted.name());
        if (deeds.door.enter(PLIMSOLL, Intent.ADMINISTER, wanted.kind(), name) instanceof Entrance.Entered(var pass)) {
            return pass;
        }
        return switch (deeds.create.create(PLIMSOLL, wanted.kind(), name, Visibility.PRIVATE)) {
            case CreateRepository.Outcome.Created(var repository) -> entered(repository, Intent.ADMINISTER);
            case CreateRepository.Outcome.NameTaken _,
                    CreateRepository.Outcome.NoSuchNamespace _,
                    CreateRepository.Outcome.Refused _ -> throw new IllegalStateException("cannot create " + name);
        };
    }

    private Pass entered(Repository repository, Intent intent) {
        return switch (deeds.door.enter(PLIMSOLL, intent, repository)) {
            case Entrance.Entered(var pass) -> pass;
            case Entrance.Moved _, Entrance.Refused _ ->
                throw new IllegalStateException("the publisher of " + repository.name() + " is not let in");
        };
    }

    private void commit(Pass pass, Map<String, byte[]> files) throws IOException {
        var changes = new ArrayList<CommitRequest.Change>();
        for (var file : files.entrySet()) {
            changes.add(new CommitRequest.Change.Whole(change(pass, new FilePath(file.getKey()), file.getValue())));
        }
        var request = new CommitRequest("main", Optional.empty(), "Publish what comes with Plimsoll", "", changes);
        var outcome = deeds.acceptCommit.accept(entered(pass.repository(), Intent.WRITE), request);
        if (!(outcome instanceof CommitOutcome.Accepted)) {
            throw new IOException("the commit to %s was not taken: %s"
                    .formatted(pass.repository().name(), outcome));
        }
    }

    private FileChange change(Pass pass, FilePath path, byte[] bytes) throws IOException {
        if (MiniRelease.isLarge(path.text(), bytes.length)) {
            var file = deeds.receiveBlob.receive(
                    PLIMSOLL.actor(), pass.repository().id(), new ByteArrayInputStream(bytes));
            return new FileChange.WriteLarge(path, file.content(), file.sizeBytes());
        }
        return new FileChange.Write(path, Bytes.copyOf(bytes));
    }

    private void release(Pass pass, Access access) throws IOException {
        var now = stores.releases.of(pass.repository()).plan();
        var plan = new ReleasePlan(Map.of(), List.of(), now.rules(), false);
        for (var component : Component.values()) {
            plan = plan.with(component, component == Component.PAPERS ? new Access.Open() : access);
        }
        if (deeds.release.setPlan.set(pass, plan) instanceof SetPlan.Outcome.Refused(var reasons)) {
            throw new IOException(
                    "the plan of %s was refused: %s".formatted(pass.repository().name(), reasons));
        }
    }
}
