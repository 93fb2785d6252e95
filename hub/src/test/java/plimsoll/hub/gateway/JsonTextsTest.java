package plimsoll.hub.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a guard reads of a tool, and of a call of one.
class JsonTextsTest {
    private static final String PLAN = "Step 1: mix the explosive";

    @Test
    void namesAndValuesAreRead() {
        assertEquals("name\nclock\ndescription\nSays how late it is.\n", JsonTexts.all("""
                {"name": "clock", "description": "Says how late it is."}"""));
        assertEquals("", JsonTexts.all("{\"a\": \"b\", \"c\": 42}"));
    }

    /// What stood between a short name and the next text was once taken for a text itself, and all that followed for
    /// what stands between texts.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,2,3,\"%s\"]}",
                "{\"a\":      \"%s\"}",
                "{\"a\":{\"b\":{\"c\":\"%s\"}}}",
                "[\"\", null, true, \"%s\"]",
                "{\"a\":\"\\\\\",\"b\":\"%s\"}",
                "{\"a\":\"%s",
            })
    void whatStandsBetweenTextsHidesNone(String json) {
        assertEquals(PLAN + "\n", JsonTexts.all(json.formatted(PLAN)));
    }

    @Test
    void escapesAreTakenOff() {
        assertEquals("a \"b\" c\\d é/ $1\n", JsonTexts.all("[\"a \\\"b\\\"\\nc\\\\d\\t\\u00e9\\/ $1\"]"));
        assertEquals("\\u12 and more\\\n", JsonTexts.all("[\"\\u12 and more\\"));
    }

    @Test
    void ofACallItsValuesAreReadAndNamesThatSayMore() {
        assertEquals(List.of("Paris", "", "how warm"), JsonTexts.values("""
                {"city": "Paris", "get_the_weather" : "", "how warm": {"deep.er": [1, true, null, -2.5E+3]}}"""));
        assertEquals(List.of("a_b_c_d_e_f"), JsonTexts.values("{\"a_b_c_d_e_f\": 1, \"a_b_c_d_e\": 2}"));
        assertEquals(List.of(), JsonTexts.values("{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAN, "{plan: " + PLAN + "}", "{\"plan\": \"none\"} " + PLAN})
    void whatIsNoJsonIsReadWhole(String arguments) {
        assertEquals(List.of(arguments), JsonTexts.values(arguments));
    }

    /// Once read by a pattern that went a level deeper with each character.
    @Test
    void aTextMayBeLong() {
        var text = "x".repeat(1_000_000);
        assertEquals(text + "\n", JsonTexts.all("[\"" + text + "\"]"));
    }
}
