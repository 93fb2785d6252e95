package plimsoll.domain.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Access.Approval;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.Gating;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Visibility;

final class ReleasePlanTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Sha256 TERMS = new Sha256("1".repeat(64));
    private final ReleasePlan open = ReleasePlan.of(Visibility.PUBLIC);

    @Test
    void privateAndGatedAreTwoViewsOfOnePlan() {
        var gated = open.gatedBy(new Access.OnTerms(TERMS, Approval.BY_HAND));
        assertEquals(Gating.MANUAL, gated.gating(MARCH, false));
        assertEquals(Level.GATED_DOWNLOAD, gated.headline(RepoKind.MODEL, MARCH, false));
        var hidden = gated.shown(Visibility.PRIVATE);
        assertEquals(Visibility.PRIVATE, hidden.visibility(MARCH, false));
        assertEquals(Level.INTERNAL, hidden.headline(RepoKind.MODEL, MARCH, false));
        assertEquals(gated, hidden.shown(Visibility.PUBLIC));
        assertEquals(open, gated.ungated());
    }

    @Test
    void gatingOpensNothingThatIsClosedFurther() {
        var partly = open.with(Component.TRAINING_DATA, new Access.Withheld())
                .with(Component.WEIGHTS, new Access.Partners("pact"));
        var gated = partly.gatedBy(new Access.OnTerms(TERMS, Approval.AUTOMATIC));
        assertEquals(new Access.Withheld(), gated.access().get(Component.TRAINING_DATA));
        assertEquals(new Access.Partners("pact"), gated.access().get(Component.WEIGHTS));
        assertEquals(Gating.AUTO, gated.gating(MARCH, false));
    }

    @Test
    void aStageComesWithItsTimeAndIsHeldBackByAnIncident() {
        var stage = new Stage(Component.WEIGHTS, new Access.Downloadable(), MARCH, true);
        var plan = new ReleasePlan(
                open.with(Component.WEIGHTS, new Access.Partners("pact")).access(),
                List.of(stage),
                FileRules.NONE,
                false);
        assertEquals(new Access.Partners("pact"), plan.accessTo(Component.WEIGHTS, MARCH.minusMillis(1), false));
        assertEquals(new Access.Downloadable(), plan.accessTo(Component.WEIGHTS, MARCH, false));
        assertEquals(new Access.Partners("pact"), plan.accessTo(Component.WEIGHTS, MARCH, true));
        // A clock set back closes again what it opened: the plan is a function of the time it is asked for.
        assertEquals(new Access.Partners("pact"), plan.accessTo(Component.WEIGHTS, Instant.EPOCH, false));
    }

    @Test
    void whatIsNotNamedIsWithheld() {
        var plan = new ReleasePlan(Map.of(), List.of(), FileRules.NONE, false);
        for (var component : Component.values()) {
            assertEquals(new Access.Withheld(), plan.accessTo(component, MARCH, false));
        }
        assertEquals(Visibility.PRIVATE, plan.visibility(MARCH, false));
    }

    @Test
    void papersAreNotSoldByTheSheet() {
        assertThrows(
                IllegalArgumentException.class,
                () -> open.with(Component.PAPERS, new Access.OnTerms(TERMS, Approval.AUTOMATIC)));
        assertThrows(IllegalArgumentException.class, () -> open.with(Component.PAPERS, new Access.Hosted()));
    }

    @Test
    void aPlanSurvivesBeingWritten() {
        var plan = new ReleasePlan(
                Map.of(
                        Component.PAPERS, new Access.Partners("pact"),
                        Component.WEIGHTS, new Access.OnTerms(TERMS, Approval.BY_HAND),
                        Component.SOURCE_CODE, new Access.Open(),
                        Component.INFERENCE_CODE, new Access.Hosted(),
                        Component.TRAINING_DATA, new Access.Api()),
                List.of(
                        new Stage(Component.PAPERS, new Access.Open(), MARCH, false),
                        new Stage(Component.WEIGHTS, new Access.Downloadable(), MARCH.plusSeconds(1), true)),
                new FileRules(List.of(new FileRules.Own("*.bin", Component.TRAINING_DATA))),
                true);
        assertEquals(plan, PlanText.read(PlanText.write(plan)));
        assertEquals(open, PlanText.read(PlanText.write(open)));
    }

    @Test
    void filesBelongToComponentsByNameAndFormat() {
        var rules = new FileRules(List.of(
                new FileRules.Own("secret/", Component.TRAINING_DATA),
                new FileRules.Own("*.npz", Component.INFERENCE_CODE)));
        var expected = new LinkedHashMap<String, Component>();
        expected.put("README.md", Component.PAPERS);
        expected.put("config.json", Component.PAPERS);
        expected.put("tokenizer.json", Component.PAPERS);
        expected.put("model.safetensors.index.json", Component.PAPERS);
        expected.put("model-00001-of-00002.safetensors", Component.WEIGHTS);
        expected.put("gguf/Q4.GGUF", Component.WEIGHTS);
        expected.put("what.is.this", Component.WEIGHTS);
        expected.put("deep/notes.md", Component.WEIGHTS);
        expected.put("modeling_lab.py", Component.INFERENCE_CODE);
        expected.put("training/loop.py", Component.SOURCE_CODE);
        expected.put("train_lora.py", Component.SOURCE_CODE);
        expected.put("data/part-0.parquet", Component.TRAINING_DATA);
        expected.put("secret/model.safetensors", Component.TRAINING_DATA);
        expected.put("head.npz", Component.INFERENCE_CODE);
        var told = new LinkedHashMap<String, Component>();
        expected.forEach((path, _) -> told.put(path, rules.of(RepoKind.MODEL, new FilePath(path))));
        assertEquals(expected, told);
        assertEquals(Component.TRAINING_DATA, FileRules.NONE.of(RepoKind.DATASET, new FilePath("x.safetensors")));
        assertEquals(Component.SOURCE_CODE, FileRules.NONE.of(RepoKind.SPACE, new FilePath("model.onnx")));
    }
}
