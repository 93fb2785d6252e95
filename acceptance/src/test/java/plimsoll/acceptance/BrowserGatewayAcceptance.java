package plimsoll.acceptance;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people do with models on the hub, in Chromium: a conversation, a match between two, and what follows when the
/// guard stops somebody, up to an appeal and its answer. What each claims is in `clients/browser-gateway.mjs`.
class BrowserGatewayAcceptance {
    private static SlowModel model;
    private static Hub hub;

    @BeforeAll
    static void start() throws Exception {
        model = new SlowModel();
        var engine = "remote ada/%%s %s%n".formatted(model.address());
        hub = Hub.start(Map.of(
                "engines.conf",
                engine.formatted("tides") + engine.formatted("moon"),
                "budgets.conf",
                "account max requests=1000\n"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (hub != null) {
            hub.close();
        }
        if (model != null) {
            model.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"chat, desk", "chat, phone", "arena, desk", "arena, phone", "safety, desk", "safety, phone"})
    void peopleAskModels(String scenario, String size) throws Exception {
        hub.node("browser-gateway.mjs", scenario, size);
    }
}
