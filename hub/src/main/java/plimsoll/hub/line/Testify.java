package plimsoll.hub.line;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import plimsoll.domain.attestation.Envelope;
import plimsoll.domain.attestation.ReleaseStatement;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.CanonicalJson;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.line.Fact.Kind;
import plimsoll.domain.line.Testimony;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.attestation.EnvelopeJson;
import plimsoll.hub.attestation.PublisherKey;
import plimsoll.hub.attestation.PublisherKeys;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.hub.repositories.Repositories;
import plimsoll.hub.repositories.Sequel;
import plimsoll.hub.repositories.StrictYaml;

/// Takes what publishers declare of a revision and what others attest of it. Each is a statement (in-toto, in a DSSE
/// envelope) signed with a key that its witness registered here, or by this hub, which then says whose word it is. Its
/// hash is in the log; what counts from then on is on the fact sheet, and what is above the line by then is closed.
public final class Testify {
    /// As many characters as a statement may have: all questions answered at length take half of it.
    public static final int MAX_CHARACTERS = 512 * 1024;

    private final Repositories repositories;
    private final ReadTree tree;
    private final Catalogue catalogue;
    private final Testimonies testimonies;
    private final PublisherKeys registered;
    private final MeasureFacts measure;
    private final Sequel follows;
    private final Transactions transactions;
    private final Journal journal;
    private final KeyPair key;
    private final InstantSource clock;

    /// With what it needs; `follows` hears of the commit that speaks for a repository when more is said of it, and the
    /// newest of `keys` signs.
    public Testify(
            Repositories repositories,
            ReadTree tree,
            Catalogue catalogue,
            Testimonies testimonies,
            PublisherKeys registered,
            MeasureFacts measure,
            Sequel follows,
            Transactions transactions,
            Journal journal,
            List<KeyPair> keys,
            InstantSource clock) {
        this.repositories = repositories;
        this.tree = tree;
        this.catalogue = catalogue;
        this.testimonies = testimonies;
        this.registered = registered;
        this.measure = measure;
        this.follows = follows;
        this.transactions = transactions;
        this.journal = journal;
        this.key = keys.getLast();
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It is on record.
        record Done(Testimonies.Kept kept) implements Outcome {}

        /// They may not, and why.
        record NotAllowed(String reason) implements Outcome {}

        /// It cannot be, for reasons to be told.
        record Unfit(List<String> reasons) implements Outcome {
            public Unfit {
                reasons = List.copyOf(reasons);
            }
        }

        /// There is no commit of which anything could be said.
        record NothingThere() implements Outcome {}
    }

    /// Declares, in the publisher's name.
    ///
    /// @param pass to write
    /// @param written JSON or YAML: `facts`, `unknown` and `confidential`, which this hub signs; or a DSSE envelope
    public Outcome declare(Pass pass, String written) throws IOException {
        var repository = pass.require(Intent.WRITE).repository();
        var publisher = repository.name().namespace();
        return take(pass, Kind.DECLARED, List.of(publisher), publisher.text(), written);
    }

    /// The same of what was read already.
    public Outcome declare(Pass pass, Testimony testimony) throws IOException {
        return declare(pass, CanonicalJson.of(testimony.json()));
    }

    /// Attests, in one's own name or that of an organisation whose key signed.
    ///
    /// @param written as for `declare`, `revision` besides
    public Outcome attest(Pass pass, String written) throws IOException {
        var publisher = pass.require(Intent.READ).repository().name().namespace();
        if (!(pass.recipient() instanceof Known who) || !mayAttest(who)) {
            return new Outcome.NotAllowed(
                    "Auditors of this hub attest, with a token that may write." + " Its admins say who they are.");
        }
        if (who.holds(OrganisationRole.READ, publisher)) {
            return new Outcome.NotAllowed("You belong to its publisher: what you say is a declaration.");
        }
        var names = new ArrayList<>(List.of(who.name()));
        who.organisations().forEach((organisation, role) -> {
            if (role.includes(OrganisationRole.ADMIN)) {
                names.add(organisation);
            }
        });
        return take(pass, Kind.ATTESTED, names, who.name().text(), written);
    }

    /// Whether somebody may attest at all. Attested facts outweigh a publisher's word, so not just anybody does.
    public static boolean mayAttest(Known who) {
        return who.role() != SiteRole.MEMBER && who.scope() == Scope.WRITE && who.standing() == Standing.ACTIVE;
    }

    /// What was brought: the statement, and who signed it.
    private record Brought(
            Envelope envelope, GitOid commit, String witness, Optional<Sha256> key, Testimony testimony) {}

    /// What is wrong with what was brought.
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Outcome outcome;

        Wrong(Outcome outcome) {
            super(String.valueOf(outcome), null, false, false);
            this.outcome = outcome;
        }

        static Wrong of(String reason) {
            return new Wrong(new Outcome.Unfit(List.of(reason)));
        }
    }

    private Outcome take(Pass pass, Kind kind, List<Namespace> signers, String witness, String written)
            throws IOException {
        var now = Instant.ofEpochMilli(clock.millis());
        try {
            var body = read(written);
            var brought = EnvelopeJson.isEnvelope(body)
                    ? signed(pass, kind, signers, body)
                    : unsigned(pass, kind, witness, body, now);
            return keep(pass, kind, brought, now);
        } catch (Wrong wrong) {
            return wrong.outcome;
        }
    }

    private static Map<?, ?> read(String written) throws Wrong {
        try {
            if (written.length() <= MAX_CHARACTERS
                    && StrictYaml.load(written, MAX_CHARACTERS) instanceof Map<?, ?> body) {
                return body;
            }
            throw Wrong.of("A JSON object is needed, of at most %,d characters: `facts`, `unknown` and `confidential`,"
                            .formatted(MAX_CHARACTERS)
                    + " or a DSSE envelope.");
        } catch (YamlEngineException broken) {
            throw Wrong.of("That is no JSON object: "
                    + String.valueOf(broken.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private Brought unsigned(Pass pass, Kind kind, String witness, Map<?, ?> body, Instant now)
            throws IOException, Wrong {
        var revision = body.get("revision") instanceof String named ? named : "main";
        var commit = tree.resolve(pass, revision).orElseThrow(() -> new Wrong(new Outcome.NothingThere()));
        var testimony = testimony(body);
        var predicate = new HashMap<String, Object>(testimony.json());
        predicate.put("repository", pass.repository().id().hex());
        predicate.put("said_at", now.toString());
        predicate.put("said_by", pass.recipient().actor());
        var statement = new ReleaseStatement(
                type(kind), pass.repository().page(), Map.of("gitCommit", commit.hex()), predicate);
        return new Brought(Envelope.sign(statement.json(), key), commit, witness, Optional.empty(), testimony);
    }

    private Brought signed(Pass pass, Kind kind, List<Namespace> signers, Map<?, ?> body) throws IOException, Wrong {
        var envelope = EnvelopeJson.envelope(body)
                .orElseThrow(() -> Wrong.of("That is no DSSE envelope of an in-toto statement with one signature."));
        var signer = signer(signers, envelope);
        var statement = EnvelopeJson.statement(envelope).orElseThrow(() -> Wrong.of("The payload is no JSON object."));
        var subject = EnvelopeJson.subject(statement)
                .orElseThrow(() -> Wrong.of("A statement has one subject: this repository."));
        if (!type(kind).equals(statement.get("predicateType"))) {
            throw Wrong.of("The predicateType of this statement has to be %s.".formatted(type(kind)));
        }
        var page = pass.repository().page();
        if (!page.equals(subject.get("name"))) {
            throw Wrong.of("The statement's subject has to be called %s.".formatted(page));
        }
        var commit =
                EnvelopeJson.map(subject.get("digest")).get("gitCommit") instanceof String hex && GitOid.isGitOid(hex)
                        ? tree.resolve(pass, hex)
                        : Optional.<GitOid>empty();
        var testimony = testimony(EnvelopeJson.map(statement.get("predicate")));
        return new Brought(
                envelope,
                commit.orElseThrow(() -> Wrong.of("The subject's digest `gitCommit` names no commit here.")),
                signer.owner.text(),
                Optional.of(signer.key.hint()),
                testimony);
    }

    private record Signer(Namespace owner, PublisherKey key) {}

    private Signer signer(List<Namespace> signers, Envelope envelope) throws Wrong {
        for (var owner : signers) {
            for (var candidate : registered.of(owner)) {
                PublicKey known = candidate.key();
                if (envelope.isBy(known)) {
                    return new Signer(owner, candidate);
                }
            }
        }
        throw Wrong.of("No key that %s registered here made the signature. Register it first, at /settings/keys/%s."
                .formatted(signers.getFirst(), signers.getFirst()));
    }

    private static Testimony testimony(Map<?, ?> body) throws Wrong {
        return switch (Testimony.read(body)) {
            case Testimony.Reading.Read(var testimony) -> testimony;
            case Testimony.Reading.Unfit(var reasons) -> throw new Wrong(new Outcome.Unfit(reasons));
        };
    }

    private Outcome keep(Pass pass, Kind kind, Brought brought, Instant now) throws IOException, Wrong {
        var repository = pass.repository();
        var envelope = CanonicalJson.of(brought.envelope.json());
        var hash = Sha256.ofUtf8(envelope);
        if (testimonies.find(repository.id(), hash).isPresent()) {
            throw Wrong.of("This very statement is on record already.");
        }
        var seen = measure.of(repository, repositories.at(repository.id(), brought.commit));
        var kept = new Testimonies.Kept(
                hash,
                brought.commit,
                TestifiedFacts.digest(seen.sheet()),
                kind,
                brought.witness,
                pass.recipient().actor(),
                brought.key,
                now,
                0,
                true,
                brought.testimony);
        var note = follows(repository);
        return transactions.run(() -> {
            journal.append(deed(repository, kept));
            var done = testimonies.keep(repository.id(), kept, envelope);
            note.take();
            return new Outcome.Done(done);
        });
    }

    private Sequel.Note follows(Repository repository) throws IOException {
        var speaking =
                catalogue.listed(repository.id()).flatMap(Listed::description).map(Description::head);
        return speaking.isEmpty()
                ? () -> {}
                : follows.prepare(repository, repositories.at(repository.id(), speaking.get()));
    }

    private static Deed deed(Repository repository, Testimonies.Kept kept) {
        return Deed.of(
                kept.kind() == Kind.DECLARED ? Deed.Kind.FACTS_DECLARED : Deed.Kind.FACTS_ATTESTED,
                kept.account(),
                repository.id().hex(),
                Map.of(
                        "commit", kept.commit().hex(),
                        "witness", kept.witness(),
                        "key", kept.key().map(Sha256::hex).orElse("hub"),
                        "statement", kept.hash().hex()));
    }

    private static String type(Kind kind) {
        return kind == Kind.DECLARED ? ReleaseStatement.DECLARATION : ReleaseStatement.ATTESTATION;
    }
}
