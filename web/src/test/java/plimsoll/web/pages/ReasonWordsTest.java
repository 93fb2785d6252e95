package plimsoll.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Codes are told in words, and what is no code stays as it is.
class ReasonWordsTest {
    @Test
    void codesAreToldInWords() {
        assertEquals("Indiscriminate weapons (lg3:S9), jailbreak", ReasonWords.of("lg3:S9, jailbreak"));
        assertEquals("Hate (lg3:S10), Violent crimes (lg3:S1)", ReasonWords.of("lg3:S10, lg3:S1"));
        assertEquals("jailbreak, lg3:S99, lg2:S9", ReasonWords.of("jailbreak, lg3:S99, lg2:S9"));
        assertEquals("", ReasonWords.of(""));
    }
}
