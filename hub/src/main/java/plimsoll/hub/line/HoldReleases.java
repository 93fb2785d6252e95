package plimsoll.hub.line;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.line.RulePack;
import plimsoll.domain.line.SheetText;
import plimsoll.domain.release.Component;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.release.Notices;
import plimsoll.hub.release.Notices.Notice;
import plimsoll.hub.release.SetPlan;
import plimsoll.hub.repositories.Releases;

/// Brings releases down to the line when it has sunk below them: closes at once what is above it, tells the publisher
/// and those who watch over the hub, and records why. It never opens anything. What a line obliges to is kept with it.
public final class HoldReleases {
    private static final int AT_ONCE = 500;

    private final Ceilings ceilings;
    private final KeepDuties duties;
    private final FactSheets sheets;
    private final SetPlan plans;
    private final Releases releases;
    private final Notices notices;
    private final Supplier<List<Namespace>> staff;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    ///
    /// @param staff the accounts of those who watch over the hub
    public HoldReleases(
            Ceilings ceilings,
            KeepDuties duties,
            FactSheets sheets,
            SetPlan plans,
            Releases releases,
            Notices notices,
            Supplier<List<Namespace>> staff,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.ceilings = ceilings;
        this.duties = duties;
        this.sheets = sheets;
        this.plans = plans;
        this.releases = releases;
        this.notices = notices;
        this.staff = staff;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// Something that is above the line.
    ///
    /// @param repository which repository
    /// @param component which component of it
    /// @param from how far it is let out, now or at some stage
    /// @param to how far it may be
    /// @param why the rules and facts, in sentences
    public record Excess(Repository repository, Component component, Level from, Level to, String why) {}

    /// What is above the line, or would be.
    ///
    /// @param instead packs that would stand for those of the same id, or count besides
    /// @param most as many as are found before the search ends
    public List<Excess> foresee(List<RulePack> instead, int most) {
        var found = new ArrayList<Excess>();
        var after = "";
        while (true) {
            var page = sheets.page(after, AT_ONCE);
            for (var kept : page) {
                found.addAll(excess(kept, ceilings.of(kept, instead)));
                if (found.size() >= most) {
                    return found.subList(0, most);
                }
            }
            if (page.size() < AT_ONCE) {
                return found;
            }
            after = page.getLast().repository().id().hex();
        }
    }

    /// Closes whatever is above the line, of all repositories.
    ///
    /// @return how many repositories were looked at
    public int sweep() {
        int looked = 0;
        var after = "";
        while (true) {
            var page = sheets.page(after, AT_ONCE);
            page.forEach(this::hold);
            looked += page.size();
            if (page.size() < AT_ONCE) {
                return looked;
            }
            after = page.getLast().repository().id().hex();
        }
    }

    /// Closes whatever of a repository is above the line.
    public void hold(RepositoryId repository) {
        sheets.of(repository).ifPresent(this::hold);
    }

    private void hold(FactSheets.Kept kept) {
        var ceiling = ceilings.of(kept, List.of());
        duties.keep(kept.repository().id(), ceiling.line());
        if (excess(kept, ceiling).isEmpty()) {
            return;
        }
        transactions.run(() -> {
            var excess = excess(kept, ceilings.of(kept, List.of()));
            if (!excess.isEmpty()) {
                close(kept, excess);
            }
            return true;
        });
    }

    private void close(FactSheets.Kept kept, List<Excess> excess) {
        var repository = kept.repository();
        plans.lower(repository, ceilings.of(kept, List.of()).levels());
        var now = Instant.ofEpochMilli(clock.millis());
        for (var one : excess) {
            journal.append(Deed.of(
                    Deed.Kind.LINE_HELD,
                    Deed.PLIMSOLL,
                    repository.id().hex(),
                    Map.of(
                            "component", one.component().word(),
                            "from", one.from().word(),
                            "to", one.to().word(),
                            "facts",
                                    Sha256.ofUtf8(SheetText.write(kept.sheet())).hex(),
                            "why", one.why())));
            var notice = new Notice(
                    "The line has closed the %s of %s from %s to %s: %s"
                            .formatted(
                                    one.component().word().replace('-', ' '),
                                    repository.name(),
                                    one.from().word(),
                                    one.to().word(),
                                    one.why()),
                    repository.page() + "/line",
                    now);
            notices.send(repository.name().namespace(), notice);
            staff.get().stream()
                    .filter(each ->
                            !each.key().equals(repository.name().namespace().key()))
                    .forEach(each -> notices.send(each, notice));
        }
    }

    private List<Excess> excess(FactSheets.Kept kept, Ceilings.Ceiling ceiling) {
        var repository = kept.repository();
        var plan = releases.of(repository).plan();
        var now = clock.instant();
        var found = new ArrayList<Excess>();
        ceiling.levels().forEach((component, most) -> {
            var farthest = plan.farthest(component, now);
            if (farthest.isMoreOpenThan(most)) {
                found.add(new Excess(repository, component, farthest, most, HoldPlan.why(ceiling, component)));
            }
        });
        return found;
    }
}
