package plimsoll.acceptance;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The gradient of release as `@huggingface/hub`, git and git-lfs meet it. What each scenario claims is in
/// `clients/gradient.mjs`.
@ExtendWith(RunningHub.class)
class GradientAcceptance {
    @ParameterizedTest
    @ValueSource(strings = {"levels", "asking", "recall", "released", "lineage", "nonsense"})
    void theRealClientsMeetThePlan(String scenario, Hub hub) throws Exception {
        hub.node("gradient.mjs", scenario);
    }
}
