package plimsoll.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignInPagesTest {
    @Test
    void oneComesBackToThePageOneWasOn() {
        assertEquals("/lab/model?x=1", SignInPages.next("/lab/model?x=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://example.org", "//example.org", "/\\example.org", "/a\r\nSet-Cookie: x", "a"})
    void nobodyIsSentElsewhere(String asked) {
        assertEquals("/", SignInPages.next(asked));
    }
}
