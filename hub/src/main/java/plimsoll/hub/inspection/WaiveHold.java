package plimsoll.hub.inspection;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Hold;
import plimsoll.domain.release.Waiver;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.jobs.Jobs;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.release.Notices;
import plimsoll.hub.release.Notices.Notice;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.Releases;
import plimsoll.hub.repositories.Repositories;
import plimsoll.hub.repositories.Sequel;

/// Lets a held commit go in spite of what was found in it, for a stated reason and time: the word of somebody who runs
/// the hub and does not belong to the publisher. git hands out a history all or nothing, so what the commit follows
/// goes with it. At its end all of that is held again. Both are in the public log, and the reason is on the commit's
/// page.
///
/// Safe for use by any number of threads.
public final class WaiveHold {
    private final Waivers waivers;
    private final Releases releases;
    private final Repositories repositories;
    private final Catalogue catalogue;
    private final Sequel sequel;
    private final Jobs jobs;
    private final Notices notices;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs; `sequel` hears when others see another main branch.
    public WaiveHold(
            Waivers waivers,
            Releases releases,
            Repositories repositories,
            Catalogue catalogue,
            Sequel sequel,
            Jobs jobs,
            Notices notices,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.waivers = waivers;
        this.releases = releases;
        this.repositories = repositories;
        this.catalogue = catalogue;
        this.sequel = sequel;
        this.jobs = jobs;
        this.notices = notices;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It is so.
        record Done() implements Outcome {}

        /// They may not, for a reason in words.
        record NotAllowed(String why) implements Outcome {}

        /// It cannot be, for a reason in words.
        record Unfit(String why) implements Outcome {}
    }

    /// Whether somebody may let held commits of a repository go: those who run the hub and do not publish it.
    public static boolean isAllowed(Recipient who, Repository repository) {
        return who instanceof Known known
                && known.role() == SiteRole.ADMIN
                && known.scope() == Scope.WRITE
                && known.standing() == Standing.ACTIVE
                && !known.holds(OrganisationRole.READ, repository.name().namespace());
    }

    /// What is in force of a commit, for everybody who sees it.
    public Optional<Waiver> inForce(Pass pass, GitOid commit) {
        return waivers.of(pass.repository().id()).stream()
                .filter(one -> one.commit().equals(commit) && one.holds(clock.instant()))
                .findFirst();
    }

    /// Lets a commit go, with what it follows.
    public Outcome waive(Pass pass, GitOid commit, String reason, Instant until) throws IOException {
        var repository = pass.repository();
        if (!isAllowed(pass.recipient(), repository)) {
            return new Outcome.NotAllowed(
                    "Somebody who runs this hub, and does not belong to the publisher, does that.");
        }
        var release = releases.of(repository);
        var found = new ArrayList<Hold>();
        for (var hold : release.holds()) {
            if (hold.commit().equals(commit) || repositories.reaches(repository.id(), List.of(commit), hold.commit())) {
                found.add(hold);
            }
        }
        if (found.stream().noneMatch(Hold::unsafe)) {
            return new Outcome.Unfit("Nothing was found that holds this commit.");
        }
        if (found.stream().anyMatch(hold -> !hold.unsafe())) {
            return new Outcome.Unfit("Its files, or those of a commit it follows, are not inspected yet.");
        }
        var now = Instant.ofEpochMilli(clock.millis());
        var by = pass.recipient().actor();
        try {
            var given = found.stream()
                    .map(hold -> new Waiver(hold.commit(), hold.reason(), reason.strip(), by, now, until))
                    .toList();
            var left = release.holds().stream()
                    .filter(hold -> !found.contains(hold))
                    .toList();
            var follows = new FollowHolds(repositories, catalogue, sequel).of(repository, release.holding(left));
            transactions.run(() -> {
                given.forEach(one -> waivers.keep(repository.id(), one));
                given.forEach(one -> record(repository, by, one.commit(), "given", until, one.reason()));
                follows.take();
                tell(repository, commit, "was let go until %s: %s".formatted(until, reason.strip()), now);
                return true;
            });
            return new Outcome.Done();
        } catch (IllegalArgumentException unfit) {
            return new Outcome.Unfit(String.valueOf(unfit.getMessage()));
        }
    }

    /// Ends what was given to a commit, with what was given to those it follows: all is held again.
    public Outcome end(Pass pass, GitOid commit) throws IOException {
        var repository = pass.repository();
        if (!isAllowed(pass.recipient(), repository)) {
            return new Outcome.NotAllowed(
                    "Somebody who runs this hub, and does not belong to the publisher, does that.");
        }
        if (inForce(pass, commit).isEmpty()) {
            return new Outcome.Unfit("Nothing is in force of this commit.");
        }
        end(repository, pass.recipient().actor());
        return new Outcome.Done();
    }

    /// Ends those whose time is over, and has what they let go held and looked through again. The gate itself goes by
    /// the clock.
    public void turn() {
        for (var id : waivers.ended(clock.instant())) {
            catalogue.find(id).ifPresent(repository -> end(repository, Deed.PLIMSOLL));
        }
    }

    // Of a repository all end together, for each may have let go what another did.
    private void end(Repository repository, String by) {
        var now = Instant.ofEpochMilli(clock.millis());
        transactions.run(() -> {
            var given = by.equals(Deed.PLIMSOLL)
                    ? waivers.of(repository.id()).stream()
                            .filter(one -> !one.holds(now))
                            .toList()
                    : waivers.of(repository.id());
            for (var one : given) {
                waivers.end(repository.id(), one.commit());
                record(repository, by, one.commit(), "ended", now, one.reason());
            }
            jobs.enqueue(InspectCommits.JOB, repository.id().hex(), InspectCommits.URGENT, now);
            given.stream()
                    .findFirst()
                    .ifPresent(one -> tell(repository, one.commit(), "is held again: what let it go is over.", now));
            return true;
        });
    }

    private void record(Repository repository, String by, GitOid commit, String state, Instant until, String reason) {
        journal.append(Deed.of(
                Deed.Kind.HOLD_WAIVED,
                by,
                repository.id().hex(),
                Map.of("commit", commit.hex(), "state", state, "until", until.toString(), "reason", reason)));
    }

    private void tell(Repository repository, GitOid commit, String what, Instant now) {
        notices.send(
                repository.name().namespace(),
                new Notice(
                        "Commit %s of %s %s".formatted(commit.hex().substring(0, 10), repository.name(), what),
                        repository.page() + "/commit/" + commit.hex(),
                        now));
    }
}
