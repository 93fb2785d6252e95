package plimsoll.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.people.RequestQuota.Counts;

final class SettingsTest {
    @TempDir
    private Path home;

    @Test
    void originsOfAppsAreAListWithCommas() throws Exception {
        assertEquals(List.of(), with(Setting.OAUTH_REDIRECTS, "").oauthRedirects());
        assertEquals(
                List.of("https://app.example.org", "http://10.0.0.7:8080"),
                with(Setting.OAUTH_REDIRECTS, " https://App.example.org/ ,, http://10.0.0.7:8080")
                        .oauthRedirects());
    }

    @Test
    void whatIsNoOriginIsNamed() {
        for (var wrong :
                List.of("app.example.org", "https://app.example.org/back", "https://*", "javascript:alert(1)")) {
            var said = assertThrows(
                    BadSetting.class, () -> with(Setting.OAUTH_REDIRECTS, "https://good.example.org," + wrong));
            assertTrue(String.valueOf(said.getMessage()).contains("'" + wrong + "'"), said::getMessage);
        }
    }

    @Test
    void requestsAreLimitedWhenTheOwnerSaysSo() throws Exception {
        assertEquals(Optional.empty(), Settings.gather(Map.of(), Map.of(), home).rateLimits());
        assertEquals(Optional.empty(), with(Setting.RATE_LIMITS, "off").rateLimits());
        assertEquals(Optional.of(Counts.USUAL), with(Setting.RATE_LIMITS, "on").rateLimits());
        assertEquals(
                Optional.of(new Counts(10, 20, 30)),
                with(Setting.RATE_LIMITS, "10 20 30").rateLimits());
        for (var wrong : List.of("0 1 1", "10", "1 2 3 4", "yes", "1 2 999999999")) {
            assertThrows(BadSetting.class, () -> with(Setting.RATE_LIMITS, wrong), wrong);
        }
    }

    private Settings with(Setting setting, String value) throws Exception {
        return Settings.gather(Map.of(setting, value), Map.of(), home);
    }
}
