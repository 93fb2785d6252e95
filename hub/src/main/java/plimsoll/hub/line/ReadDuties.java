package plimsoll.hub.line;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.line.Duty;
import plimsoll.domain.line.Round;
import plimsoll.domain.release.Gate;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Pass;

/// Tells what is owed for releases, by whom and until when. Whoever sees a line sees what follows from it; who in
/// particular shall do it, and how it is shown to be done, is for the publisher and for those who watch over the hub.
///
/// Safe for use by any number of threads.
public final class ReadDuties {
    /// As many rounds of a repository's duties as are told of: fifty years of what is due each quarter, twice.
    private static final int MOST_ROUNDS = 400;

    private static final Comparator<Seen> PRESSING = Comparator.comparing(
                    (Seen seen) -> seen.duty().isDone())
            .thenComparing(seen -> seen.duty().due().orElse(Instant.MAX))
            .thenComparing(seen -> seen.duty().id());

    private final Duties duties;
    private final Catalogue catalogue;
    private final BiPredicate<Namespace, Namespace> belongs;
    private final InstantSource clock;

    /// With what it needs.
    ///
    /// @param belongs whether an account, the second, belongs to a publisher, the first
    public ReadDuties(
            Duties duties, Catalogue catalogue, BiPredicate<Namespace, Namespace> belongs, InstantSource clock) {
        this.duties = duties;
        this.catalogue = catalogue;
        this.belongs = belongs;
        this.clock = clock;
    }

    /// A duty as somebody sees it.
    ///
    /// @param repository of which repository
    /// @param rounds the rounds that were met, the newest first; those that were taken back only for the publisher
    ///     and for those who watch over the hub
    /// @param owner who has to do it, an account or an organisation; empty for those who run the hub
    /// @param inside whether the visitor belongs to the publisher or watches over the hub
    /// @param mayMeet whether the visitor may say that it is done, or was not
    /// @param mayAssign whether the visitor may say who shall do it
    public record Seen(
            Duty duty,
            Repository repository,
            List<Round> rounds,
            Optional<Namespace> owner,
            boolean inside,
            boolean mayMeet,
            boolean mayAssign) {
        public Seen {
            rounds = List.copyOf(rounds);
        }
    }

    /// The duties of a repository that its rules oblige to now, or that were met; the most pressing first.
    public List<Seen> of(Pass pass) {
        var id = pass.repository().id();
        var rounds = duties.rounds(id, MOST_ROUNDS);
        return duties.of(id).stream()
                .filter(ReadDuties::isTold)
                .map(duty -> seen(pass.recipient(), pass.repository(), duty, rounds.getOrDefault(duty.id(), List.of())))
                .sorted(PRESSING)
                .toList();
    }

    /// All that is owed on this hub, the most pressing first; nothing for those who do not watch over it.
    public List<Seen> unmet(Known who, int limit) {
        return Gate.examines(who)
                ? duties.unmet(Instant.ofEpochMilli(clock.millis()), limit).stream()
                        .flatMap(duty ->
                                catalogue.find(duty.repository()).map(one -> seen(who, one, duty, List.of())).stream())
                        .toList()
                : List.of();
    }

    /// Whether a duty is told of: what applies, and what was met.
    static boolean isTold(Duty duty) {
        return duty.applies() || duty.last().isPresent();
    }

    Seen seen(Recipient who, Repository repository, Duty duty, List<Round> rounds) {
        boolean inside = Gate.isInsider(who, repository.name().namespace());
        var owner = inside ? owner(repository, duty) : publisher(repository, duty);
        return new Seen(
                duty,
                repository,
                rounds.stream()
                        .filter(round -> inside || round.reopened().isEmpty())
                        .toList(),
                owner,
                inside,
                mayMeet(who, repository, duty),
                mayAssign(who, repository));
    }

    /// Who has to do it: who was named, for as long as they belong to whoever owes it, else that one itself.
    Optional<Namespace> owner(Repository repository, Duty duty) {
        var publisher = publisher(repository, duty);
        return duty.assignee()
                .filter(account -> publisher.isEmpty() || belongs.test(publisher.get(), account))
                .or(() -> publisher);
    }

    /// The publisher that owes it; empty where it is owed by those who run the hub.
    static Optional<Namespace> publisher(Repository repository, Duty duty) {
        return duty.obligation().isOperators()
                ? Optional.empty()
                : Optional.of(repository.name().namespace());
    }

    private boolean mayMeet(Recipient who, Repository repository, Duty duty) {
        if (!(who instanceof Known known) || !writes(known)) {
            return false;
        }
        return known.role() == SiteRole.ADMIN
                || owner(repository, duty)
                        .filter(owner -> owner.key().equals(known.name().key()))
                        .isPresent()
                || publisher(repository, duty)
                        .filter(publisher -> known.holds(OrganisationRole.WRITE, publisher))
                        .isPresent();
    }

    private static boolean mayAssign(Recipient who, Repository repository) {
        return who instanceof Known known
                && writes(known)
                && (known.role() == SiteRole.ADMIN
                        || known.holds(OrganisationRole.ADMIN, repository.name().namespace()));
    }

    private static boolean writes(Known known) {
        return known.scope() == Scope.WRITE && known.standing() == Standing.ACTIVE;
    }
}
