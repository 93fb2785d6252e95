package plimsoll.hub.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.incident.Incident;
import plimsoll.domain.incident.Incident.Report;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.people.ReportQuota;
import plimsoll.hub.release.Notices;
import plimsoll.hub.release.Notices.Notice;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.EnterRepository;

/// Takes reports of incidents: from anybody, with an account or without, and from the hub itself. Those who run the hub
/// are told, and whoever publishes what it is about.
///
/// Safe for use by any number of threads.
public final class ReportIncident {
    /// As long as an address or a telephone number may be.
    public static final int MOST_CONTACT = 200;
    /// As long as the name of what it is about may be.
    public static final int MOST_ABOUT = 250;
    /// So many reports of strangers may wait at once: a flood of them must not bury what the hub itself found.
    public static final int MOST_WAITING = 1_000;

    private static final int ID_BYTES = 16;

    private final Incidents incidents;
    private final Catalogue catalogue;
    private final EnterRepository door;
    private final ReportQuota quota;
    private final Notices notices;
    private final Supplier<List<Namespace>> staff;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// With what it needs.
    ///
    /// @param staff the accounts of those who watch over the hub
    /// @param random for ids that nobody guesses
    public ReportIncident(
            Incidents incidents,
            Catalogue catalogue,
            EnterRepository door,
            Notices notices,
            Supplier<List<Namespace>> staff,
            Transactions transactions,
            Journal journal,
            InstantSource clock,
            RandomGenerator random) {
        this.incidents = incidents;
        this.catalogue = catalogue;
        this.door = door;
        this.quota = new ReportQuota(clock);
        this.notices = notices;
        this.staff = staff;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
        this.random = random;
    }

    /// What somebody says.
    ///
    /// @param about what it is about: a repository's page, or any words; may be empty
    /// @param words what happened
    /// @param contact how to reach them, where they have no account; may be empty
    public record Said(String about, String words, String contact) {}

    /// What came of it.
    public sealed interface Outcome {
        /// It is taken.
        record Taken(Incident incident) implements Outcome {}

        /// It is not, for a reason in words.
        record Unfit(String why) implements Outcome {}

        /// It is not, for there were too many.
        ///
        /// @param pause how long to wait
        record TooOften(Duration pause) implements Outcome {}
    }

    /// Takes a report. Whether there is such a repository is not told to those who may not know.
    ///
    /// @param address the network address that it comes from
    public Outcome report(Recipient who, String address, Said said) {
        var wrong = wrong(said);
        if (wrong.isPresent()) {
            return new Outcome.Unfit(wrong.get());
        }
        boolean stranger = !(who instanceof Known);
        if (stranger && incidents.waiting() >= MOST_WAITING) {
            return new Outcome.TooOften(Duration.ofHours(1));
        }
        var pause = quota.spend(who, address);
        if (pause.isPresent()) {
            return new Outcome.TooOften(pause.get());
        }
        var about = said.about().strip();
        var repository = repository(catalogue, about).filter(found -> door.sees(who, found));
        var report = new Report(
                "",
                stranger ? Optional.empty() : Optional.of(who.actor()),
                said.contact().strip(),
                about,
                repository.map(Repository::id),
                said.words().strip(),
                now());
        return transactions.run(() -> new Outcome.Taken(take(report, repository, who.actor())));
    }

    private static Optional<String> wrong(Said said) {
        if (said.words().isBlank() || said.words().length() > Incident.MOST_CHARACTERS) {
            return Optional.of("Say what happened, in at most %,d characters.".formatted(Incident.MOST_CHARACTERS));
        }
        if (said.about().length() > MOST_ABOUT) {
            return Optional.of("Say what it is about in at most %d characters.".formatted(MOST_ABOUT));
        }
        return said.contact().length() > MOST_CONTACT
                ? Optional.of("A contact has at most %d characters.".formatted(MOST_CONTACT))
                : Optional.empty();
    }

    /// Reports what the hub itself found, once for each cause, and not while an incident about the repository is open:
    /// that one goes on.
    ///
    /// @param cause names what was found: a kind and what makes it unique, as `recall:17`
    /// @param repository what it is about, where it is about one
    /// @param words what was found
    /// @return the incident that stands for it now
    public Incident found(String cause, Optional<Repository> repository, String words) {
        return transactions.run(() -> incidents
                .ofCause(cause)
                .or(() -> repository.flatMap(one -> incidents.about(one.id(), MOST_ABOUT).stream()
                        .filter(Incident::isOpen)
                        .findFirst()))
                .orElseGet(() -> take(
                        new Report(
                                cause,
                                Optional.empty(),
                                "",
                                repository.map(Repository::page).orElse(""),
                                repository.map(Repository::id),
                                words,
                                now()),
                        repository,
                        Deed.PLIMSOLL)));
    }

    private Incident take(Report report, Optional<Repository> repository, String actor) {
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        var incident = Incident.of(HexFormat.of().formatHex(id), report);
        incidents.keep(incident);
        var details = new HashMap<String, String>();
        details.put("incident", incident.mark());
        details.put("cause", report.cause().isEmpty() ? "report" : report.cause());
        repository.ifPresent(found -> details.put("page", found.page()));
        journal.append(Deed.of(
                Deed.Kind.INCIDENT_REPORTED,
                actor,
                repository.map(found -> found.id().hex()).orElse(incident.mark()),
                details));
        tell(incident, repository);
        return incident;
    }

    private void tell(Incident incident, Optional<Repository> repository) {
        var about = repository.map(Repository::page).orElse("this hub");
        var notice = new Notice(
                "An incident was reported about %s; it waits for somebody to look at it.".formatted(about),
                page(incident),
                incident.report().at());
        var owner = repository.map(found -> found.name().namespace());
        owner.ifPresent(publisher -> notices.send(publisher, notice));
        staff.get().stream()
                .filter(one -> owner.filter(publisher -> publisher.key().equals(one.key()))
                        .isEmpty())
                .forEach(one -> notices.send(one, notice));
    }

    /// The page of an incident, below the hub's address.
    public static String page(Incident incident) {
        return "incidents/" + incident.id();
    }

    /// The repository that a page's address names.
    static Optional<Repository> repository(Catalogue catalogue, String page) {
        for (var kind : RepoKind.values()) {
            var prefix = kind.pagePrefix();
            if (page.startsWith(prefix)) {
                var name = RepoName.parse(page.substring(prefix.length()));
                var found = name.flatMap(one -> catalogue.find(kind, one));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
