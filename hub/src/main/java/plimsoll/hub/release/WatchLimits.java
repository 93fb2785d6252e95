package plimsoll.hub.release;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.FollowJournal;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.release.Inherit.Limit;
import plimsoll.hub.release.Notices.Notice;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Search;

/// Notices when a derivative has come to be released more openly than its parents allow: because its card named one
/// after it was published, or because a parent was closed, recalled or given another licence. Its owner and those who
/// watch over the hub are told once for each reason, and the reason is recorded; what happens then is theirs to decide.
public final class WatchLimits implements FollowJournal.Follower {
    /// As many derivatives as one deed sets off a look at.
    private static final int MAX_DERIVATIVES = 1_000;

    private static final int AT_ONCE = 200;
    private static final Set<Deed.Kind> MOVING = Set.of(
            Deed.Kind.PLAN_SET,
            Deed.Kind.STAGE_REACHED,
            Deed.Kind.INCIDENT_CHANGED,
            Deed.Kind.COMMIT_RELEASED,
            Deed.Kind.RELEASE_RECALLED,
            Deed.Kind.RECALL_LIFTED,
            Deed.Kind.REFS_MOVED);
    // Whoever watches sees all.
    private static final Recipient HUB =
            new Known(new Namespace(Deed.PLIMSOLL), SiteRole.AUDITOR, Map.of(), Scope.READ);

    private final Inherit inherit;
    private final Floating floating;
    private final Catalogue catalogue;
    private final Notices notices;
    private final Supplier<List<Namespace>> staff;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    ///
    /// @param staff the accounts of those who watch over the hub
    public WatchLimits(
            Inherit inherit,
            Floating floating,
            Catalogue catalogue,
            Notices notices,
            Supplier<List<Namespace>> staff,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.inherit = inherit;
        this.floating = floating;
        this.catalogue = catalogue;
        this.notices = notices;
        this.staff = staff;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void saw(Link link) {
        var deed = link.deed();
        boolean elsewhere = deed.kind() == Deed.Kind.REFS_MOVED
                && !RefName.MAIN.text().equals(deed.details().get("ref"));
        if (MOVING.contains(deed.kind()) && !elsewhere) {
            catalogue
                    .find(new RepositoryId(deed.subject()))
                    .filter(repository -> repository.kind() == RepoKind.MODEL)
                    .ifPresent(this::look);
        }
    }

    /// Looks at a model, and at what derives from it however far down.
    private void look(Repository model) {
        var seen = new HashSet<>(Set.of(model.id()));
        var open = new ArrayDeque<>(List.of(model));
        while (!open.isEmpty()) {
            var next = open.removeFirst();
            judge(next);
            for (var child : derivatives(next)) {
                if (seen.size() < MAX_DERIVATIVES && seen.add(child.id())) {
                    open.add(child);
                }
            }
        }
    }

    private List<Repository> derivatives(Repository parent) {
        return catalogue
                .search(new Search(
                        HUB,
                        RepoKind.MODEL,
                        List.of(),
                        Optional.empty(),
                        Set.of("base_model:" + parent.name()),
                        Optional.empty(),
                        Optional.empty(),
                        Search.Between.ANY,
                        Search.Order.CREATED,
                        false,
                        Optional.empty(),
                        AT_ONCE))
                .items()
                .stream()
                .map(Listed::repository)
                .toList();
    }

    private void judge(Repository model) {
        var level = catalogue.listed(model.id()).map(listed -> listed.showing().level());
        var exceeded = level.flatMap(now -> exceeded(HUB, model, now));
        var known = floating.why(model.id());
        if (!known.equals(exceeded.map(Limit::why))) {
            transactions.run(() -> {
                exceeded.ifPresentOrElse(
                        limit -> tell(model, level.orElseThrow(), limit), () -> floating.sank(model.id()));
                return true;
            });
        }
    }

    private Optional<Limit> exceeded(Recipient reader, Repository model, Level level) {
        return inherit.ofParents(reader, model).stream()
                .filter(limit -> level.isMoreOpenThan(limit.level()))
                .findFirst();
    }

    /// Tells who watches over the hub, and the owner as far as it may know of the parent.
    private void tell(Repository model, Level level, Limit limit) {
        var now = Instant.ofEpochMilli(clock.millis());
        floating.floats(model.id(), limit.why(), now);
        var owner = model.name().namespace();
        exceeded(Recipient.publisher(owner), model, level)
                .ifPresent(known -> notices.send(owner, notice(model, level, known, now)));
        staff.get().stream()
                .filter(one -> !one.key().equals(owner.key()))
                .forEach(one -> notices.send(one, notice(model, level, limit, now)));
        journal.append(Deed.of(
                Deed.Kind.LIMIT_EXCEEDED,
                Deed.PLIMSOLL,
                model.id().hex(),
                Map.of("level", level.word(), "limit", limit.level().word(), "why", limit.why())));
    }

    private static Notice notice(Repository model, Level level, Limit limit, Instant now) {
        return new Notice(
                "%s is released as %s, above its limit of %s: %s."
                        .formatted(model.name(), level.word(), limit.level().word(), limit.why()),
                model.page() + "/release",
                now);
    }
}
