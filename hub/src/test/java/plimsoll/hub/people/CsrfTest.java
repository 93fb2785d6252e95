package plimsoll.hub.people;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class CsrfTest {
    private final Csrf csrf = new Csrf(new byte[32]);

    @Test
    void aFormBelongsToTheSessionItWasMadeIn() {
        assertTrue(csrf.matches("cookie", csrf.token("cookie")));
        assertFalse(csrf.matches("another", csrf.token("cookie")));
        assertFalse(csrf.matches("cookie", ""));
    }

    @Test
    void anotherHubsFormsAreNotOurs() {
        var theirs = new byte[32];
        theirs[0] = 1;
        assertFalse(csrf.matches("cookie", new Csrf(theirs).token("cookie")));
    }
}
