package plimsoll.hub.release;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.incident.Harm;
import plimsoll.domain.incident.Incident;
import plimsoll.domain.incident.Incident.Ending;
import plimsoll.domain.incident.Regime;
import plimsoll.domain.incident.Triage;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;
import plimsoll.domain.release.Gate;
import plimsoll.domain.release.Holdings.Status;
import plimsoll.domain.release.PlanText;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.Disclosure;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.release.ReleaseRecords.State;
import plimsoll.hub.repositories.Catalogue;

/// Hands all that is known about releases, and about what went wrong with them, to those who watch over the hub, row
/// by row and whole, however much it is. That they took it is recorded, for it names people.
public final class ExportRecords {
    private static final int AT_ONCE = 500;

    private final ReleaseRecords records;
    private final IncidentPages incidents;
    private final Catalogue catalogue;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// From `records`, `incidents` and `journal`.
    public ExportRecords(
            ReleaseRecords records,
            IncidentPages incidents,
            Catalogue catalogue,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.records = records;
        this.incidents = incidents;
        this.catalogue = catalogue;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// What can be exported, with the columns of a row.
    public enum Sheet {
        /// How each repository is released now.
        RELEASES("repository page kind created level visibility gating recalled incident"),
        /// The plan of each repository that has one of its own.
        PLANS("repository page since commits_by_hand plan"),
        /// Every deed that the public log tells of, oldest first, with the names that are sealed there.
        DECISIONS("position at kind actor subject page details hash"),
        /// Who asked for what is on terms, and who holds it.
        GRANTS("repository page holder status in_force terms asked decided until reason"),
        /// Every incident; its deeds among the decisions have `mark` in their details.
        INCIDENTS("id mark state about repository page reported reporter cause words severity harms regimes aware"
                + " assessment triaged_by due told ended ending ended_by");

        private final String columns;

        Sheet(String columns) {
            this.columns = columns;
        }

        /// The names of a row's fields, in their order.
        public List<String> columns() {
            return List.of(columns.split(" ", -1));
        }
    }

    /// Incidents, by id, in pages: the room that keeps them knows this one, so they come by this.
    @FunctionalInterface
    public interface IncidentPages {
        /// Those after this id, which may be empty.
        List<Incident> after(String id, int limit);
    }

    /// Takes one row: its fields by column.
    @FunctionalInterface
    public interface Rows {
        /// Takes it.
        void row(SequencedMap<String, Object> row) throws IOException;
    }

    /// Writes a sheet, when it is asked to, to whoever takes its rows.
    @FunctionalInterface
    public interface Export {
        /// Writes it.
        void to(Rows rows) throws IOException;
    }

    /// Begins an export, and records it; empty for those who do not watch over the hub.
    public Optional<Export> begin(Recipient who, Sheet sheet) {
        if (!Gate.examines(who)) {
            return Optional.empty();
        }
        var now = clock.instant();
        long until = journal.length();
        transactions.run(() -> {
            journal.append(
                    Deed.of(Deed.Kind.RECORDS_EXPORTED, who.actor(), who.actor(), Map.of("records", word(sheet))));
            return true;
        });
        return Optional.of(
                switch (sheet) {
                    case RELEASES -> rows -> states(rows, sheet, this::release);
                    case PLANS -> rows -> states(rows, sheet, ExportRecords::plan);
                    case DECISIONS -> rows -> decisions(rows, until);
                    case GRANTS -> rows -> grants(rows, now);
                    case INCIDENTS -> this::incidents;
                });
    }

    /// A sheet by the word for it.
    public static Optional<Sheet> sheet(String word) {
        return List.of(Sheet.values()).stream()
                .filter(sheet -> word(sheet).equals(word))
                .findFirst();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void states(Rows rows, Sheet sheet, Function<State, List<Object>> fields) throws IOException {
        var page = records.states("", AT_ONCE);
        while (!page.isEmpty()) {
            for (var state : page) {
                var row = fields.apply(state);
                if (!row.isEmpty()) {
                    rows.row(row(sheet, row));
                }
            }
            page = records.states(page.getLast().repository().id().hex(), AT_ONCE);
        }
    }

    private List<Object> release(State state) {
        var repository = state.repository();
        var showing = state.showing();
        return List.of(
                repository.id().hex(),
                repository.page(),
                word(repository.kind()),
                repository.createdAt().toString(),
                showing.level().word(),
                word(showing.visibility()),
                word(showing.gating()),
                showing.recalled(),
                state.incidentOpen());
    }

    private static List<Object> plan(State state) {
        return state.plan()
                .map(plan -> List.<Object>of(
                        state.repository().id().hex(),
                        state.repository().page(),
                        state.decidedAt().map(Instant::toString).orElse(""),
                        plan.byHand(),
                        PlanText.write(plan)))
                .orElse(List.of());
    }

    private void decisions(Rows rows, long until) throws IOException {
        for (long at = 0; at < until; ) {
            var links = journal.read(at, (int) Math.min(AT_ONCE, until - at));
            if (links.isEmpty()) {
                return;
            }
            for (var link : links) {
                if (Disclosure.of(link.deed().kind()).isPresent()) {
                    rows.row(row(Sheet.DECISIONS, decision(link)));
                }
            }
            at = links.getLast().position() + 1;
        }
    }

    private List<Object> decision(Link link) {
        var deed = link.deed();
        return List.of(
                link.position(),
                link.at().toString(),
                word(deed.kind()),
                deed.actor(),
                deed.subject(),
                page(deed.subject()),
                deed.details(),
                link.hash().hex());
    }

    private void grants(Rows rows, Instant now) throws IOException {
        var page = records.grants(Optional.empty(), AT_ONCE);
        while (!page.isEmpty()) {
            for (var request : page) {
                rows.row(row(Sheet.GRANTS, grant(request, now)));
            }
            page = records.grants(Optional.of(page.getLast()), AT_ONCE);
        }
    }

    private List<Object> grant(AccessRequest request, Instant now) {
        boolean inForce = request.status() == Status.ACCEPTED
                && request.until().filter(until -> !now.isBefore(until)).isEmpty();
        return List.of(
                request.repository().hex(),
                page(request.repository().hex()),
                request.holder().text(),
                word(request.status()),
                inForce,
                request.terms().map(Sha256::hex).orElse(""),
                request.askedAt().toString(),
                request.decidedAt().map(Instant::toString).orElse(""),
                request.until().map(Instant::toString).orElse(""),
                request.reason());
    }

    private void incidents(Rows rows) throws IOException {
        var page = incidents.after("", AT_ONCE);
        while (!page.isEmpty()) {
            for (var incident : page) {
                rows.row(row(Sheet.INCIDENTS, incident(incident)));
            }
            page = incidents.after(page.getLast().id(), AT_ONCE);
        }
    }

    // How to reach a reporter is not in it: that was left for an answer. Nor are notices: their hashes are decisions.
    private List<Object> incident(Incident incident) {
        var report = incident.report();
        var repository = report.repository().map(RepositoryId::hex).orElse("");
        var triage = incident.triage();
        var ending = incident.ending();
        var due = new LinkedHashMap<String, String>();
        incident.unsent()
                .forEach(clock -> due.put(clock.deadline().word(), clock.due().toString()));
        var told = new LinkedHashMap<String, String>();
        incident.submissions()
                .forEach(sent -> told.put(sent.deadline().word(), sent.at().toString()));
        return List.of(
                incident.id(),
                incident.mark(),
                incident.state().word(),
                report.about(),
                repository,
                page(repository),
                report.at().toString(),
                report.reporter().orElse(""),
                report.cause(),
                report.words(),
                triage.map(found -> found.severity().word()).orElse(""),
                triage.map(found -> words(found.harms(), Harm::word)).orElse(""),
                triage.map(found -> words(found.regimes(), Regime::word)).orElse(""),
                triage.map(found -> found.awareAt().toString()).orElse(""),
                triage.map(Triage::assessment).orElse(""),
                triage.map(Triage::by).orElse(""),
                due,
                told,
                ending.map(over -> over.at().toString()).orElse(""),
                ending.map(Ending::text).orElse(""),
                ending.map(Ending::by).orElse(""));
    }

    private static <T> String words(Collection<T> values, Function<T, String> word) {
        return values.stream().map(word).collect(Collectors.joining(" "));
    }

    // What is gone has no page any more, and many subjects are no repositories.
    private String page(String subject) {
        return RepositoryId.isRepositoryId(subject)
                ? catalogue
                        .find(new RepositoryId(subject))
                        .map(Repository::page)
                        .orElse("")
                : "";
    }

    private static SequencedMap<String, Object> row(Sheet sheet, List<Object> fields) {
        var row = new LinkedHashMap<String, Object>();
        var columns = sheet.columns();
        for (int i = 0; i < fields.size(); i++) {
            row.put(columns.get(i), fields.get(i));
        }
        return row;
    }
}
