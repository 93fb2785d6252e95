package plimsoll.hub.release;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Gate;
import plimsoll.domain.release.Holdings.Status;
import plimsoll.domain.release.Intent;
import plimsoll.domain.release.Recall;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.release.AccessRequests.Copy;
import plimsoll.hub.release.Notices.Notice;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.Releases;
import plimsoll.hub.repositories.Repositories;

/// Calls a revision or a repository back. From the moment it returns no door opens to it; copies that were taken before
/// are where they are, and their holders are told.
public final class RecallRelease {
    /// Each holder is told once; beyond so many the notice is the feed.
    private static final int MAX_TOLD = 10_000;
    private static final int HOLDERS_AT_ONCE = 1_000;

    private final Releases releases;
    private final Catalogue catalogue;
    private final Repositories repositories;
    private final AccessRequests requests;
    private final Notices notices;
    private final EnterRepository door;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    public RecallRelease(
            Releases releases,
            Catalogue catalogue,
            Repositories repositories,
            AccessRequests requests,
            Notices notices,
            EnterRepository door,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.releases = releases;
        this.catalogue = catalogue;
        this.repositories = repositories;
        this.requests = requests;
        this.notices = notices;
        this.door = door;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It is called back.
        record Done(Recall recall) implements Outcome {}

        /// The recall is over.
        record Lifted() implements Outcome {}

        /// They may not.
        record Refused(Admission why) implements Outcome {}

        /// There is no such revision, or no such recall.
        record Unknown() implements Outcome {}

        /// It cannot be.
        ///
        /// @param reason why not
        record Unfit(String reason) implements Outcome {}
    }

    /// Recalls in force, newest first, as far as `reader` may hear of them: what they were of may be hidden, or gone.
    public List<Releases.Called> feed(Recipient reader, int limit) {
        return releases.recalls(limit).stream()
                .filter(called -> called.recall().open()
                        || Gate.examines(reader)
                        || catalogue
                                .find(called.repository())
                                .filter(found -> door.sees(reader, found))
                                .isPresent())
                .toList();
    }

    /// Recalls.
    ///
    /// @param pass of somebody who may look at the repository
    /// @param revision which; empty text for the whole repository
    /// @param reason why
    /// @param instead what to use instead; may be empty
    public Outcome recall(Pass pass, String revision, String reason, String instead) throws IOException {
        var repository = pass.require(Intent.LOOK).repository();
        var admission = Gate.admitToRecall(pass.recipient(), repository.name().namespace());
        if (!(admission instanceof Admitted)) {
            return new Outcome.Refused(admission);
        }
        var said = reason.strip();
        if (said.isEmpty()
                || said.length() > Recall.MAX_REASON_CHARACTERS
                || instead.length() > Recall.MAX_REASON_CHARACTERS) {
            return new Outcome.Unfit(
                    "A recall needs a reason of at most %d characters.".formatted(Recall.MAX_REASON_CHARACTERS));
        }
        var commit = revision.isEmpty() ? Optional.<GitOid>empty() : repositories.resolve(repository.id(), revision);
        if (commit.isEmpty() && !revision.isEmpty()) {
            return new Outcome.Unknown();
        }
        var now = Instant.ofEpochMilli(clock.millis());
        return transactions.run(() -> {
            var actor = pass.recipient().actor();
            var showing = releases.of(repository).showing(repository.kind(), now);
            boolean open = showing.visibility() == Visibility.PUBLIC;
            var recall = releases.recall(repository, new Recall(0, commit, said, instead.strip(), actor, now, open));
            shown(repository, now);
            tell(repository, recall.notice(), now);
            var details = new HashMap<String, String>();
            details.put("number", Long.toString(recall.number()));
            details.put("reason", said);
            details.put("page", repository.page());
            commit.ifPresent(oid -> details.put("revision", oid.hex()));
            journal.append(
                    Deed.of(Deed.Kind.RELEASE_RECALLED, actor, repository.id().hex(), details));
            return new Outcome.Done(recall);
        });
    }

    /// Ends a recall: an admin's or a watcher's right, for a publisher could undo what was decided against it.
    public Outcome lift(Pass pass, long number) {
        var repository = pass.require(Intent.LOOK).repository();
        if (!Gate.examines(pass.recipient())) {
            return new Outcome.Refused(new Admission.RoleTooSmall());
        }
        var now = Instant.ofEpochMilli(clock.millis());
        return transactions.run(() -> {
            if (!releases.lift(repository.id(), number, now)) {
                return new Outcome.Unknown();
            }
            shown(repository, now);
            journal.append(Deed.of(
                    Deed.Kind.RECALL_LIFTED,
                    pass.recipient().actor(),
                    repository.id().hex(),
                    Map.of("number", Long.toString(number))));
            return new Outcome.Lifted();
        });
    }

    /// Who took copies, latest first: for those who may recall. That somebody who watches over the hub read these names
    /// is recorded; to the publisher they are known.
    public Optional<List<Copy>> copies(Pass pass, int limit) {
        if (!(Gate.admitToRecall(pass.recipient(), pass.repository().name().namespace()) instanceof Admitted)) {
            return Optional.empty();
        }
        var copies = requests.copies(pass.repository().id(), limit);
        if (Gate.examines(pass.recipient()) && !copies.isEmpty()) {
            transactions.run(() -> {
                journal.append(Deed.of(
                        Deed.Kind.HOLDERS_READ,
                        pass.recipient().actor(),
                        pass.repository().id().hex(),
                        Map.of("copies", Integer.toString(copies.size()))));
                return true;
            });
        }
        return Optional.of(copies);
    }

    private void shown(Repository repository, Instant now) {
        catalogue.show(repository.id(), releases.of(repository).showing(repository.kind(), now));
    }

    private void tell(Repository repository, String text, Instant now) {
        var notice = new Notice("%s: %s".formatted(repository.name(), text), repository.page(), now);
        var told = new LinkedHashMap<String, Namespace>();
        requests.copies(repository.id(), MAX_TOLD)
                .forEach(copy -> told.put(copy.holder().key(), copy.holder()));
        var cursor = Optional.<String>empty();
        do {
            var page = requests.list(repository.id(), Status.ACCEPTED, cursor, HOLDERS_AT_ONCE);
            page.items().forEach(holder -> told.put(holder.holder().key(), holder.holder()));
            cursor = page.next();
        } while (cursor.isPresent() && told.size() < MAX_TOLD);
        told.put(repository.name().namespace().key(), repository.name().namespace());
        told.values().forEach(holder -> notices.send(holder, notice));
    }
}
