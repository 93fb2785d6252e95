package plimsoll.hub.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.line.Declaration;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.Fact.Kind;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.Value;
import plimsoll.domain.openness.Licences;
import plimsoll.domain.release.LicenceTerms;
import plimsoll.domain.repository.Card;
import plimsoll.hub.repositories.StrictYaml;

/// What a card declares of a revision: fields that are called as facts are, and those of the ecosystem's metadata that
/// say the same. What cannot be read is left out; whoever validates the card is told.
final class DeclaredFacts {
    private static final int MAX_CARD_CHARACTERS = 2 * 1024 * 1024;

    private final String evidence;
    private final Instant at;
    private final List<Fact> facts = new ArrayList<>();

    private DeclaredFacts(GitOid commit, Instant at) {
        this.evidence = commit.hex();
        this.at = at;
    }

    /// The facts that a card declares.
    static List<Fact> of(Card card, GitOid commit, Instant at) {
        var declared = new DeclaredFacts(commit, at);
        var fields = fields(card.json());
        for (var name : FactName.values()) {
            if (name.isDeclarable()) {
                declared.field(name, name.word(), fields.get(name.word()));
            }
        }
        declared.field(FactName.DATA_SOURCES, "datasets", fields.get("datasets"));
        declared.field(FactName.LANGUAGES, "language", fields.get("language"));
        if (fields.get("co2_eq_emissions") instanceof Map<?, ?> emissions) {
            declared.field(FactName.HARDWARE, "co2_eq_emissions.hardware_used", emissions.get("hardware_used"));
        }
        card.licence().ifPresent(declared::licence);
        if (!card.baseModels().isEmpty()) {
            declared.add(FactName.BASE_MODELS, "base_model", Value.of(card.baseModels()));
        }
        card.task().flatMap(Modalities::of).ifPresent(task -> {
            declared.add(FactName.MODALITIES_IN, "pipeline_tag", Value.of(task.in()));
            declared.add(FactName.MODALITIES_OUT, "pipeline_tag", Value.of(task.out()));
        });
        return declared.facts;
    }

    // A licence that neither the table of readings nor the list of open ones knows may say anything.
    private void licence(String id) {
        add(FactName.LICENSE, "license", Value.of(List.of(id)));
        limitsUses(id).ifPresent(limits -> add(FactName.LICENSE_USE_LIMITS, "license", new Value.Truth(limits)));
    }

    /// Whether a licence keeps some uses from some people; empty where nobody read it.
    static Optional<Boolean> limitsUses(String id) {
        return LicenceTerms.of(id)
                .map(terms -> !terms.isFree())
                .or(() -> Licences.isOpen(id) ? Optional.of(false) : Optional.empty());
    }

    private void field(FactName name, String field, @Nullable Object written) {
        if (written != null) {
            Declaration.read(name, written).ifPresent(value -> add(name, field, value));
        }
    }

    private void add(FactName name, String field, Value value) {
        facts.add(new Fact(name, value, Kind.DECLARED, "card field " + field, evidence, at));
    }

    // Our own JSON, which is YAML too.
    private static Map<?, ?> fields(String json) {
        try {
            return StrictYaml.load(json, MAX_CARD_CHARACTERS) instanceof Map<?, ?> map ? map : Map.of();
        } catch (YamlEngineException _) {
            return Map.of();
        }
    }
}
