package plimsoll.hub.incident;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.incident.CaseFacts;
import plimsoll.domain.incident.Deadline;
import plimsoll.domain.incident.Draft;
import plimsoll.domain.incident.Incident;
import plimsoll.domain.incident.Regime;
import plimsoll.domain.incident.Triage;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;
import plimsoll.domain.line.Condition.Answer;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.release.Component;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.line.FactSheets;
import plimsoll.hub.line.PackShelf;
import plimsoll.hub.release.AccessRequests;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Releases;
import plimsoll.hub.repositories.Repositories;

/// Gathers what the hub knows that belongs into notices about an incident, and writes their drafts.
///
/// Safe for use by any number of threads.
public final class DescribeCase {
    private static final int LOOKED_AT = 5_000;
    private static final int MOST_COPIES = 10_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Set<Deed.Kind> MEASURES = EnumSet.of(
            Deed.Kind.RELEASE_RECALLED,
            Deed.Kind.RECALL_LIFTED,
            Deed.Kind.PLAN_SET,
            Deed.Kind.STAGE_REACHED,
            Deed.Kind.LINE_HELD,
            Deed.Kind.COMMIT_HELD,
            Deed.Kind.INCIDENT_CHANGED,
            Deed.Kind.SETTINGS_CHANGED,
            Deed.Kind.REPOSITORY_DELETED);

    private final Catalogue catalogue;
    private final Repositories repositories;
    private final Releases releases;
    private final FactSheets sheets;
    private final PackShelf shelf;
    private final AccessRequests requests;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    public DescribeCase(
            Catalogue catalogue,
            Repositories repositories,
            Releases releases,
            FactSheets sheets,
            PackShelf shelf,
            AccessRequests requests,
            Journal journal,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.repositories = repositories;
        this.releases = releases;
        this.sheets = sheets;
        this.shelf = shelf;
        this.requests = requests;
        this.journal = journal;
        this.clock = clock;
    }

    /// The draft of the notice that stops a clock; empty where that clock does not run.
    ///
    /// @param hub the hub's address
    public Optional<String> notice(Incident incident, Deadline deadline, String hub) throws IOException {
        var running = incident.clocks().stream()
                .filter(each -> each.deadline() == deadline)
                .findFirst();
        if (running.isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var triage = incident.triage().orElseThrow();
        return Optional.of(Draft.notice(incident, triage, running.get(), facts(incident, triage, hub, now), now));
    }

    /// The draft of the closing report; empty while nobody has looked at the incident.
    public Optional<String> closing(Incident incident, String hub) throws IOException {
        if (incident.triage().isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var triage = incident.triage().get();
        return Optional.of(Draft.closing(incident, triage, facts(incident, triage, hub, now), now));
    }

    /// The laws that by what is known of a repository may want to hear of it: those about all, and those whose rule
    /// applies or is not known not to.
    public Set<Regime> regimes(Optional<Repository> repository) {
        var sheet = repository
                .flatMap(one -> sheets.of(one.id()))
                .map(FactSheets.Kept::sheet)
                .orElse(FactSheet.EMPTY);
        var regimes = EnumSet.noneOf(Regime.class);
        for (var regime : Regime.values()) {
            boolean out = shelf.all().stream()
                    .flatMap(pack -> pack.rules().stream())
                    .filter(rule -> rule.id().equals(regime.rule()))
                    .anyMatch(rule -> rule.condition().ask(sheet).answer() == Answer.NO);
            if (!out) {
                regimes.add(regime);
            }
        }
        return regimes;
    }

    private CaseFacts facts(Incident incident, Triage triage, String hub, Instant now) throws IOException {
        var found = incident.report().repository().flatMap(catalogue::find);
        if (found.isEmpty()) {
            return new CaseFacts(hub, Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), 0);
        }
        var repository = found.get();
        var release = releases.of(repository);
        var levels = Arrays.stream(Component.values())
                .map(component -> "%s: %s"
                        .formatted(
                                component.word(),
                                release.accessTo(component, now).level().word()))
                .toList();
        var known = sheets.of(repository.id())
                .map(kept -> kept.sheet().decisive().values().stream()
                        .map(fact -> "%s: %s (%s, %s)"
                                .formatted(
                                        fact.name().word(),
                                        fact.said(),
                                        fact.kind().word(),
                                        fact.source()))
                        .toList())
                .orElse(List.of());
        return new CaseFacts(
                hub,
                Optional.of(repository.page()),
                Optional.ofNullable(repositories.refs(repository.id()).get(RefName.MAIN))
                        .map(GitOid::hex),
                levels,
                known,
                measures(repository, triage.awareAt()),
                requests.copies(repository.id(), MOST_COPIES).size());
    }

    private List<String> measures(Repository repository, Instant since) {
        return journal.read(Math.max(0, journal.length() - LOOKED_AT), LOOKED_AT).stream()
                .filter(link -> link.deed().subject().equals(repository.id().hex())
                        && !link.at().isBefore(since)
                        && MEASURES.contains(link.deed().kind()))
                .map(DescribeCase::measure)
                .toList();
    }

    private static String measure(Link link) {
        var deed = link.deed();
        var why = deed.details().getOrDefault("reason", deed.details().getOrDefault("level", ""));
        return "%s: %s%s"
                .formatted(
                        TIME.format(link.at()),
                        deed.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        why.isEmpty() ? "" : " (" + why + ")");
    }
}
