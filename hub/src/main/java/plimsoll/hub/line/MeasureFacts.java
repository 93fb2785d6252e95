package plimsoll.hub.line;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.release.AccessForm;
import plimsoll.hub.repositories.Contents;
import plimsoll.hub.repositories.Describe;
import plimsoll.hub.repositories.Parts;
import plimsoll.hub.repositories.Releases;
import plimsoll.hub.repositories.Snapshot;
import plimsoll.hub.repositories.SumFiles;
import plimsoll.hub.repositories.SurveyFiles;

/// Finds out what is known of a revision: measures its files, takes what its card declares, and estimates what neither
/// says. Nothing that stands in the files makes it fail: what cannot be read is not known.
public final class MeasureFacts {
    /// No number takes less room than a bit, so unread weights hold at most so many for each byte.
    private static final int PARAMETERS_PER_BYTE = 8;

    private static final List<String> OPENNESS = List.of("mof.yml", "mof.yaml", "mof.json");
    private static final Set<String> TOKENIZERS =
            Set.of("tokenizer.json", "tokenizer.model", "vocab.txt", "vocab.json", "tekken.json", "spiece.model");
    private static final Set<String> TEMPLATES = Set.of("chat_template.jinja", "chat_template.json");
    private static final FilePath TOKENIZER_CONFIG = new FilePath("tokenizer_config.json");

    private final SurveyFiles survey;
    private final Describe describe;
    private final Releases releases;
    private final PersonalDataFacts personalData;
    private final InstantSource clock;

    /// With what it needs.
    public MeasureFacts(
            SumFiles sums,
            Blobs blobs,
            Describe describe,
            Releases releases,
            PersonalDataFacts personalData,
            InstantSource clock) {
        this.survey = new SurveyFiles(sums, blobs);
        this.describe = describe;
        this.releases = releases;
        this.personalData = personalData;
        this.clock = clock;
    }

    /// The fact sheet of a commit. Which component a file belongs to follows from what the commit's card says of
    /// it, and where it says nothing, from the plan.
    public FactSheet of(Repository repository, Snapshot commit) throws IOException {
        var now = Instant.ofEpochMilli(clock.millis());
        var contents = survey.of(commit);
        var card = describe.card(repository.kind(), commit, contents);
        var rules = AccessForm.rules(card.json())
                .orElseGet(() -> releases.of(repository).plan().rules());
        var parts = survey.parts(repository.kind(), commit, contents, rules);
        var facts = new ArrayList<>(DeclaredFacts.of(card, commit.commit(), now));
        var found = new Found(commit.commit().hex(), now, facts);
        found.add(FactName.FILES, Value.of(contents.files()), "files of the revision");
        found.add(FactName.SIZE_BYTES, Value.of((double) contents.sizeBytes()), "files of the revision");
        found.add(FactName.FORMATS, Value.of(contents.formats()), "names of the files");
        found.add(
                FactName.COMPONENTS,
                Value.of(parts.components().stream().map(Component::word).toList()),
                "names of the files");
        openness(commit, parts)
                .ifPresent(reached -> facts.add(new Fact(
                        FactName.MOF_CLASS,
                        Value.of(reached.reached().number()),
                        Kind.DECLARED,
                        "the declaration of components",
                        found.evidence,
                        now)));
        if (repository.kind() == RepoKind.MODEL) {
            model(commit, contents, parts, found);
        }
        facts.addAll(personalData.of(commit, now));
        var sheet = new FactSheet(facts);
        return sheet.and(Estimates.of(sheet));
    }

    private static void model(Snapshot commit, Contents contents, Parts parts, Found found) throws IOException {
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
        boolean template = weights.template()
                || parts.names().stream().anyMatch(TEMPLATES::contains)
                || text(commit, TOKENIZER_CONFIG)
                        .filter(config -> config.contains("\"chat_template\""))
                        .isPresent();
        found.add(FactName.CHAT_TEMPLATE, new Truth(template), "files of the revision");
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
