package plimsoll.hub.attestation;

import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plimsoll.domain.attestation.Envelope;
import plimsoll.domain.attestation.ReleaseStatement;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.CanonicalJson;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.PlanText;
import plimsoll.domain.release.Release;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Releases;

/// A journal that signs a statement (in-toto) of each decision about a release and records its hash with the deed: no
/// deed of these kinds goes by without one, whoever does it. Statements name no person.
///
/// Safe for use by any number of threads.
public final class StateDecisions implements Journal {
    // As `hub.ledger.Disclosure` has it in the open.
    private static final String FIELD = "statement";

    private final Journal journal;
    private final Statements statements;
    private final Catalogue catalogue;
    private final Releases releases;
    private final KeyPair key;
    private final InstantSource clock;

    /// In front of `journal`; signs with the newest of `keys`.
    public StateDecisions(
            Journal journal,
            Statements statements,
            Catalogue catalogue,
            Releases releases,
            List<KeyPair> keys,
            InstantSource clock) {
        this.journal = journal;
        this.statements = statements;
        this.catalogue = catalogue;
        this.releases = releases;
        this.key = keys.getLast();
        this.clock = clock;
    }

    @Override
    public void append(Deed deed) {
        var repository =
                decides(deed.kind()) ? catalogue.find(new RepositoryId(deed.subject())) : Optional.<Repository>empty();
        repository.ifPresentOrElse(found -> state(deed, found), () -> journal.append(deed));
    }

    @Override
    public long length() {
        return journal.length();
    }

    @Override
    public List<Link> read(long position, int limit) {
        return journal.read(position, limit);
    }

    private void state(Deed deed, Repository repository) {
        var now = Instant.ofEpochMilli(clock.millis());
        var statement = statement(deed, repository, now);
        var envelope = CanonicalJson.of(Envelope.sign(statement.json(), key).json());
        var details = new TreeMap<>(deed.details());
        details.put(FIELD, Sha256.ofUtf8(envelope).hex());
        journal.append(new Deed(deed.kind(), deed.actor(), deed.subject(), details));
        statements.keep(repository.id(), action(deed.kind()), now, envelope);
    }

    private ReleaseStatement statement(Deed deed, Repository repository, Instant now) {
        var release = releases.of(repository);
        var said = new HashMap<String, Object>();
        said.put("action", action(deed.kind()));
        said.put("decided_at", now.toString());
        said.put("decided_by", deed.actor().equals(Deed.PLIMSOLL) ? "hub" : "account");
        said.put("repository", repository.id().hex());
        for (var detail : List.of("ref", "number", "reason", "instead")) {
            Optional.ofNullable(deed.details().get(detail)).ifPresent(text -> said.put(detail, text));
        }
        boolean recall = isAboutRecall(deed.kind());
        if (!recall) {
            said.putAll(levels(repository, release, now));
        }
        // Of a refusal the subject is the plan that was refused; the one that holds is among the levels.
        var plan = PlanText.write(release.plan());
        if (deed.kind() == Deed.Kind.PLAN_REFUSED) {
            plan = detail(deed, "plan");
            said.put("refused_plan", plan);
            said.put("reasons", detail(deed, "reasons").lines().toList());
        }
        var sha256 = Map.of("sha256", Sha256.ofUtf8(plan).hex());
        var commit = Optional.ofNullable(deed.details().get("commit"))
                .or(() -> Optional.ofNullable(deed.details().get("revision")));
        var digest = commit.map(oid -> Map.of("gitCommit", oid)).orElse(sha256);
        return new ReleaseStatement(
                recall ? ReleaseStatement.RECALL : ReleaseStatement.DECISION, repository.page(), digest, said);
    }

    private static Map<String, Object> levels(Repository repository, Release release, Instant now) {
        var showing = release.showing(repository.kind(), now);
        var components = new TreeMap<String, String>();
        for (var component : Component.values()) {
            components.put(
                    component.word(), release.accessTo(component, now).level().word());
        }
        return Map.of(
                "level",
                showing.level().word(),
                "visibility",
                showing.visibility().name().toLowerCase(Locale.ROOT),
                "components",
                components,
                "plan",
                PlanText.write(release.plan()));
    }

    private static String detail(Deed deed, String name) {
        return Optional.ofNullable(deed.details().get(name)).orElse("");
    }

    private static boolean decides(Deed.Kind kind) {
        return kind == Deed.Kind.PLAN_SET
                || kind == Deed.Kind.PLAN_REFUSED
                || kind == Deed.Kind.STAGE_REACHED
                || kind == Deed.Kind.COMMIT_RELEASED
                || isAboutRecall(kind);
    }

    private static boolean isAboutRecall(Deed.Kind kind) {
        return kind == Deed.Kind.RELEASE_RECALLED || kind == Deed.Kind.RECALL_LIFTED;
    }

    private static String action(Deed.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
