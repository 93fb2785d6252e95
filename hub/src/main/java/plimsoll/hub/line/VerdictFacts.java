package plimsoll.hub.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.Fact.Kind;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.Value;
import plimsoll.domain.line.Value.Truth;
import plimsoll.hub.inspection.SumVerdicts.Matter;
import plimsoll.hub.inspection.SumVerdicts.Sum;
import plimsoll.hub.inspection.SumVerdicts.Worst;
import plimsoll.weights.findings.Verdict;

/// What inspections said of a commit's files, as facts. While one of them waits for its inspection nothing is known:
/// the worst may be yet to come. The evidence is a file of which the worst was said; no source names its path, for not
/// everybody who reads a sheet may know of every file.
final class VerdictFacts {
    private static final String SOURCE = "inspection of the files";

    private final Sum sum;
    private final boolean templatesDiffer;
    private final String commit;
    private final Instant at;
    private final List<Fact> facts = new ArrayList<>();

    private VerdictFacts(Sum sum, boolean templatesDiffer, GitOid commit, Instant at) {
        this.sum = sum;
        this.templatesDiffer = templatesDiffer;
        this.commit = commit.hex();
        this.at = at;
    }

    /// @param templatesDiffer whether copies of the template for conversations say different things: what is shown in
    ///     one file is then not what a program does that takes another
    static List<Fact> of(Sum sum, boolean templatesDiffer, GitOid commit, Instant at) {
        var verdicts = new VerdictFacts(sum, templatesDiffer, commit, at);
        if (sum.waiting().isEmpty()) {
            verdicts.all();
        }
        return verdicts.facts;
    }

    private void all() {
        add(FactName.FILE_SAFETY, word(sum.all()), sum.all());
        worst(FactName.PICKLE_SAFETY, Matter.PICKLES);
        worst(FactName.FORMAT_SAFETY, Matter.FORMATS);
        worst(FactName.ARCHIVE_SAFETY, Matter.ARCHIVES);
        var templates = of(Matter.TEMPLATES);
        var least = templatesDiffer ? Verdict.SUSPICIOUS : Verdict.SAFE;
        add(
                FactName.TEMPLATE_SAFETY,
                word(templates.map(Worst::verdict).orElse(least).or(least)),
                templates);
        var secrets = of(Matter.SECRETS);
        add(FactName.SECRETS, Value.of(secrets.map(Worst::findings).orElse(0)), secrets);
        var viruses = of(Matter.VIRUSES);
        if (viruses.isPresent() || sum.scanned()) {
            add(FactName.MALWARE, new Truth(viruses.isPresent()), viruses);
        }
        var code = of(Matter.CODE);
        // What a pickle does when it is loaded is code too.
        boolean harms = of(Matter.PICKLES)
                .filter(worst -> worst.verdict() == Verdict.DANGEROUS)
                .isPresent();
        add(FactName.RUNS_CODE, new Truth(code.isPresent() || harms), code.or(() -> of(Matter.PICKLES)));
    }

    private void worst(FactName name, Matter matter) {
        add(name, word(of(matter)), of(matter));
    }

    private Optional<Worst> of(Matter matter) {
        return Optional.ofNullable(sum.matters().get(matter));
    }

    private static Value word(Optional<Worst> worst) {
        return worst.map(Worst::verdict).map(VerdictFacts::word).orElseGet(() -> Value.of(List.of()));
    }

    private static Value word(Verdict verdict) {
        return Value.of(List.of(verdict.name().toLowerCase(Locale.ROOT)));
    }

    private void add(FactName name, Value value, Optional<Worst> worst) {
        var evidence = worst.filter(one -> one.verdict() != Verdict.SAFE)
                .map(Worst::content)
                .orElse(commit);
        facts.add(new Fact(name, value, Kind.MEASURED, SOURCE, evidence, at));
    }
}
