package plimsoll.hub.line;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.line.Estimates;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.Fact.Kind;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Value;
import plimsoll.domain.line.Value.Span;
import plimsoll.domain.line.Value.Truth;
import plimsoll.domain.openness.Openness;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.inspection.SumVerdicts;
import plimsoll.hub.release.AccessForm;
import plimsoll.hub.repositories.Contents;
import plimsoll.hub.repositories.Describe;
import plimsoll.hub.repositories.Parts;
import plimsoll.hub.repositories.Releases;
import plimsoll.hub.repositories.Snapshot;
import plimsoll.hub.repositories.SurveyFiles;

/// Finds out what is known of a revision: measures its files, takes what its card declares, and estimates what neither
/// says. Nothing that stands in the files makes it fail: what cannot be read is not known.
public final class MeasureFacts {
    /// No number takes less room than a bit, so unread weights hold at most so many for each byte.
    private static final int PARAMETERS_PER_BYTE = 8;

    private static final List<String> OPENNESS = List.of("mof.yml", "mof.yaml", "mof.json");
    private static final Set<String> TOKENIZERS =
            Set.of("tokenizer.json", "tokenizer.model", "vocab.txt", "vocab.json", "tekken.json", "spiece.model");
    /// The sense of a model that says by code of its own what it does.
    private static final String OWN_CODE = "code";
    private static final String TEMPLATES = "templates in the files, headers included";

    private final SurveyFiles survey;
    private final Describe describe;
    private final SumVerdicts verdicts;
    private final Testimonies testimonies;
    private final Releases releases;
    private final PersonalDataFacts personalData;
    private final InstantSource clock;

    /// With what it needs.
    public MeasureFacts(
            Describe describe,
            SumVerdicts verdicts,
            Testimonies testimonies,
            Releases releases,
            PersonalDataFacts personalData,
            InstantSource clock) {
        this.survey = describe.survey();
        this.describe = describe;
        this.verdicts = verdicts;
        this.testimonies = testimonies;
        this.releases = releases;
        this.personalData = personalData;
        this.clock = clock;
    }

    /// What was read of a commit.
    ///
    /// @param repository of which repository
    /// @param sheet what its files and its card say
    /// @param verdicts what inspections said of its files by then
    /// @param commit which
    /// @param at when
    public record Measured(
            RepositoryId repository, FactSheet sheet, SumVerdicts.Sum verdicts, GitOid commit, Instant at) {}

    /// The fact sheet of what was read, with what inspections, its publisher and others have said by now. It reads
    /// tables and no files.
    public FactSheet sheet(Measured measured) {
        boolean templatesDiffer = measured.sheet
                .of(FactName.TEMPLATES_AGREE)
                .filter(fact -> fact.value().equals(new Truth(false)))
                .isPresent();
        var found = VerdictFacts.of(verdicts.settled(measured.verdicts), templatesDiffer, measured.commit, measured.at);
        var said = TestifiedFacts.of(testimonies.current(measured.repository), measured.sheet);
        return Estimates.anew(measured.sheet.and(found).and(said));
    }

    /// Reads a commit. Which component a file belongs to follows from what the commit's card says of it, and where it
    /// says nothing, from the plan.
    public Measured of(Repository repository, Snapshot commit) throws IOException {
        var now = Instant.ofEpochMilli(clock.millis());
        var contents = survey.of(commit);
        var card = describe.card(repository.kind(), commit, contents);
        var rules = AccessForm.rules(card.json())
                .orElseGet(() -> releases.of(repository).plan().rules());
        var parts = survey.parts(repository.kind(), commit, contents, rules);
        var facts = new ArrayList<>(DeclaredFacts.of(card, commit.commit(), now));
        var found = new Found(commit.commit().hex(), now, facts);
        files(commit, contents, parts, found);
        LicenceFiles.found(commit, parts).ifPresent(licences -> licences(licences, card, found));
        openness(commit, parts)
                .ifPresent(reached -> facts.add(new Fact(
                        FactName.MOF_CLASS,
                        Value.of(reached.reached().number()),
                        Kind.DECLARED,
                        "the declaration of components",
                        found.evidence,
                        now)));
        if (repository.kind() == RepoKind.MODEL) {
            model(contents, parts, found);
        }
        parts.digest()
                .ifPresent(digest -> found.add(
                        FactName.CONTENT_DIGEST,
                        Value.of(List.of(digest.hex())),
                        "names and contents of the files of its component "
                                + FileRules.about(repository.kind()).word()));
        facts.addAll(personalData.of(commit, now));
        return new Measured(repository.id(), new FactSheet(facts), verdicts.of(commit), commit.commit(), now);
    }

    private static void files(Snapshot commit, Contents contents, Parts parts, Found found) throws IOException {
        found.add(FactName.FILES, Value.of(contents.files()), "files of the revision");
        found.add(FactName.SIZE_BYTES, Value.of((double) contents.sizeBytes()), "files of the revision");
        found.add(FactName.FILE_TREE, Value.of(List.of(commit.tree().hex())), "git's name of the root folder");
        found.add(FactName.FORMATS, Value.of(contents.formats()), "names of the files");
        found.add(
                FactName.COMPONENTS,
                Value.of(parts.components().stream().map(Component::word).toList()),
                "names of the files");
    }

    // A card may name the family: `bsd` for `bsd-3-clause`. That a text limits nothing does not outweigh a card that
    // says there are limits.
    private static void licences(Set<String> licences, Card card, Found found) {
        var words = new TreeSet<>(licences);
        card.licence()
                .filter(said -> licences.stream().anyMatch(licence -> licence.startsWith(said + "-")))
                .ifPresent(words::add);
        found.add(FactName.LICENSE, Value.of(words), "the texts of licences among the files");
        if (licences.stream().anyMatch(id -> DeclaredFacts.limitsUses(id).orElse(false))) {
            found.add(FactName.LICENSE_USE_LIMITS, new Truth(true), "the texts of licences among the files");
        }
    }

    private static void model(Contents contents, Parts parts, Found found) {
        var weights = parts.weights();
        if (weights.unreadBytes() == 0) {
            found.add(FactName.PARAMS, Value.of((double) weights.total().orElse(0)), "headers of the weights");
        } else {
            double read = weights.total().orElse(0);
            found.facts.add(new Fact(
                    FactName.PARAMS,
                    new Span(read, read + (double) weights.unreadBytes() * PARAMETERS_PER_BYTE),
                    weights.total().isPresent() ? Kind.MEASURED : Kind.ESTIMATED,
                    "headers of the weights, and the size of those without one that can be read",
                    found.evidence,
                    found.at));
        }
        if (!weights.types().isEmpty()) {
            found.add(FactName.DTYPES, Value.of(weights.types()), "headers of the weights");
        }
        contents.architecture()
                .ifPresent(
                        type -> found.add(FactName.ARCHITECTURE, Value.of(List.of(type)), "model_type in config.json"));
        boolean tokenizer = weights.gguf() || parts.names().stream().anyMatch(TOKENIZERS::contains);
        found.add(FactName.TOKENIZER, new Truth(tokenizer), "files of the revision");
        var templates = parts.templates();
        boolean template = !templates.hashes().isEmpty();
        found.add(FactName.CHAT_TEMPLATE, new Truth(template), "files of the revision");
        found.add(FactName.TEMPLATE_HASHES, Value.of(templates.hashes()), TEMPLATES);
        if (template) {
            found.add(FactName.TEMPLATES_AGREE, new Truth(templates.agree()), TEMPLATES);
        }
        if (!contents.senses().contains(OWN_CODE)) {
            contents.task().flatMap(Modalities::of).ifPresent(task -> {
                var in = new TreeSet<>(task.in());
                in.addAll(contents.senses());
                found.add(FactName.MODALITIES_IN, Value.of(in), "architectures in config.json");
                found.add(FactName.MODALITIES_OUT, Value.of(task.out()), "architectures in config.json");
            });
        }
    }

    private static Optional<Openness> openness(Snapshot commit, Parts parts) throws IOException {
        for (var name : OPENNESS) {
            if (parts.names().contains(name)
                    && text(commit, new FilePath(name)).map(OpennessFile::read).orElse(null)
                            instanceof OpennessFile.Reading.Read(var declared)) {
                return Optional.of(Openness.of(declared));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(Snapshot commit, FilePath path) throws IOException {
        var entry = commit.find(path);
        if (entry.isEmpty() || !(entry.get() instanceof Entry.SmallFile file)) {
            return Optional.empty();
        }
        try (var in = commit.open(file.oid())) {
            return Optional.of(new String(in.readNBytes(OpennessFile.MAX_CHARS), StandardCharsets.UTF_8));
        }
    }

    private record Found(String evidence, Instant at, List<Fact> facts) {
        void add(FactName name, Value value, String source) {
            facts.add(new Fact(name, value, Kind.MEASURED, source, evidence, at));
        }
    }
}
