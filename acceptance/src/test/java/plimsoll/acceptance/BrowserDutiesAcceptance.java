package plimsoll.acceptance;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is owed because of the line, what was found of people, and what a chat template changes, in Chromium: an
/// obligation is given to somebody, met, comes again and is reopened; a file's page tells of personal data. What each
/// claims is in `clients/browser-duties.mjs`.
@ExtendWith(RunningHub.class)
class BrowserDutiesAcceptance {
    @ParameterizedTest
    @CsvSource({"recurs, desk", "recurs, phone", "people, desk", "people, phone", "templates, desk", "templates, phone"
    })
    void itIsSeenAndHandled(String scenario, String size, Hub hub) throws Exception {
        hub.node("browser-duties.mjs", scenario, size);
    }
}
