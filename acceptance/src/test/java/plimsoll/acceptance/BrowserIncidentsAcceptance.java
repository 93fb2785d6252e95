package plimsoll.acceptance;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What goes wrong, in Chromium: an incident with its clocks, a held file that a person lets go, packs of rules that
/// two change, the line under what if. What each claims is in `clients/browser-incidents.mjs`.
@ExtendWith(RunningHub.class)
class BrowserIncidentsAcceptance {
    @ParameterizedTest
    @CsvSource({
        "incident, desk",
        "incident, phone",
        "held, desk",
        "held, phone",
        "packs, desk",
        "packs, phone",
        "whatif, desk",
        "whatif, phone"
    })
    void itIsSeenAndHandled(String scenario, String size, Hub hub) throws Exception {
        hub.node("browser-incidents.mjs", scenario, size);
    }
}
