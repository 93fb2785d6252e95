package plimsoll.acceptance;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The gradient of release in Chromium, between a publisher and a member who wants what is held back: terms, a request
/// and its approval, a partner's agreement, a recall, the load line. What each claims is in
/// `clients/browser-release.mjs`.
@ExtendWith(RunningHub.class)
class BrowserReleaseAcceptance {
    @ParameterizedTest
    @CsvSource({"terms, desk", "click, phone", "partner, phone", "recall, desk"})
    void twoPeopleComeToTerms(String scenario, String size, Hub hub) throws Exception {
        hub.node("browser-release.mjs", scenario, size);
    }
}
