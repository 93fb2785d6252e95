package plimsoll.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PathPatternTest {
    @Test
    void anEncodedSlashStaysInItsSegment() {
        assertEquals(
                Optional.of(Map.of("rev", "refs/pr/3", "path", "a b/ü#?%.bin")),
                match("/x/resolve/{rev}/{path...}", "/x/resolve/refs%2Fpr%2F3/a%20b/%C3%BC%23%3F%25.bin"));
    }

    @Test
    void aRestMayBeEmptyOrMissing() {
        assertEquals(Optional.of(Map.of("rev", "main", "path", "")), match("/tree/{rev}/{path...}", "/tree/main"));
        assertEquals(Optional.of(Map.of("rev", "main", "path", "")), match("/tree/{rev}/{path...}", "/tree/main/"));
    }

    @Test
    void aVariableMayBeOneOfSomeWords() {
        assertTrue(match("/api/{kind:models|datasets}", "/api/models").isPresent());
        assertTrue(match("/api/{kind:models|datasets}", "/api/users").isEmpty());
    }

    @Test
    void aVariableMayHaveAnEnding() {
        assertEquals(
                Optional.of(Map.of("ns", "lab", "name", "m.x")),
                match("/{ns}/{name}.git/info/refs", "/lab/m.x.git/info/refs"));
        assertTrue(match("/{ns}/{name}.git/info/refs", "/lab/m/info/refs").isEmpty());
        assertTrue(match("/{ns}/{name}.git/info/refs", "/lab/.git/info/refs").isEmpty());
    }

    @Test
    void brokenEscapesAndBrokenUtf8AreTheSendersFault() {
        for (var path : List.of("/a/%", "/a/%2", "/a/%zz", "/a/%FF")) {
            assertEquals(
                    400,
                    assertThrows(Refused.class, () -> match("/a/{x}", path)).status());
        }
    }

    @Test
    void theMoreParticularRouteWins() {
        var router = new Router(List.of(
                route("/{ns}/{name}"),
                route("/settings/tokens"),
                route("/{ns}/{name}.git"),
                route("/{ns}/{rest...}"),
                route("/datasets/{ns}/{name}")));
        assertEquals("/settings/tokens", found(router, "/settings/tokens"));
        assertEquals("/{ns}/{name}", found(router, "/settings/x"));
        assertEquals("/{ns}/{name}.git", found(router, "/lab/m.git"));
        assertEquals("/datasets/{ns}/{name}", found(router, "/datasets/a/b"));
        assertEquals("/{ns}/{rest...}", found(router, "/lab/a/b/c"));
    }

    @Test
    void twoRoutesCannotShareAnAddress() {
        assertThrows(IllegalArgumentException.class, () -> new Router(List.of(route("/a/{b}"), route("/a/{b}"))));
    }

    private static String found(Router router, String path) {
        return ((Router.Found.Match) router.find("GET", path)).route().pattern().toString();
    }

    private static Route route(String pattern) {
        return Route.of("GET", pattern, Door.OPEN, _ -> Response.empty(200));
    }

    private static Optional<Map<String, String>> match(String pattern, String path) {
        return PathPattern.of(pattern).match(Arrays.asList(path.substring(1).split("/", -1)));
    }
}
