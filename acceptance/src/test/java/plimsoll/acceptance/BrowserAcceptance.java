package plimsoll.acceptance;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pages in Chromium, with JavaScript and without, on a desk and on a phone; axe-core judges each of them. Pictures
/// lie in `target/screens` afterwards. What each scenario claims is in `clients/browser.mjs`.
@ExtendWith(RunningHub.class)
class BrowserAcceptance {
    private static final String SCRIPT = "browser.mjs";

    @ParameterizedTest
    @CsvSource({"js, desk", "plain, phone"})
    void aStrangerReadsEveryPage(String javaScript, String size, Hub hub) throws Exception {
        hub.node(SCRIPT, "reading", javaScript, size);
    }

    @ParameterizedTest
    @CsvSource({"js, phone", "plain, desk"})
    void aMemberPublishesBranchesRenamesAndDeletes(String javaScript, String size, Hub hub) throws Exception {
        hub.node(SCRIPT, "writing", javaScript, size);
    }
}
