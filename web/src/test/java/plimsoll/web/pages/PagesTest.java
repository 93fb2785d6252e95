package plimsoll.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import plimsoll.web.pages.assets.StaticFiles;
import plimsoll.web.pages.view.Theme;

/// Walks every page. Printing one fails when a template's static parts are not on the class path.
final class PagesTest {
    private static final Templates TEMPLATES = new Templates();
    private static final Map<String, SamplePages.Sample> PAGES = SamplePages.all(Theme.DARK, new StaticFiles());

    private static final Pattern INLINE_SCRIPT = Pattern.compile("<script(?![^>]*\\ssrc=)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HANDLER = Pattern.compile("<[^>]*\\son[a-z]+\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern STYLE = Pattern.compile("<style|<[a-z][^>]*\\sstyle\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*>.*?</form>", Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile("<(?:input|select|textarea)\\b[^>]*>");
    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");
    private static final Pattern PICTURE = Pattern.compile("<img\\b[^>]*>");
    private static final Pattern VECTOR = Pattern.compile("<svg\\b[^>]*>");

    static Stream<String> pages() {
        return PAGES.keySet().stream();
    }

    private static String html(String page) {
        var sample = Objects.requireNonNull(PAGES.get(page), page);
        return new String(TEMPLATES.print(sample.template(), sample.parameters()), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothingRunsOrDressesOutsideTheStaticFiles(String page) {
        var html = html(page);
        assertFalse(INLINE_SCRIPT.matcher(html).find(), "an inline script");
        assertFalse(HANDLER.matcher(html).find(), "an inline handler");
        assertFalse(STYLE.matcher(html).find(), "an inline style");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyFormThatChangesSomethingCarriesItsToken(String page) {
        FORM.matcher(html(page)).results().map(match -> match.group()).forEach(form -> {
            if (form.contains("method=\"post\"")) {
                assertTrue(form.contains("name=\"csrf\" value=\"csrf-token\""), form);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageSaysWhatItIs(String page) {
        var html = html(page);
        assertTrue(html.startsWith("<!doctype html>"), html);
        assertTrue(html.contains("<html lang=\"en\" data-theme=\"dark\">"), html);
        assertEquals(1, html.split("<h1\\b", -1).length - 1, "one first heading");
        assertTrue(html.contains("<main id=\"content\""));
        assertTrue(html.contains("name=\"viewport\""));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyFieldHasALabelAndNoIdComesTwice(String page) {
        var html = html(page);
        CONTROL.matcher(html).results().map(match -> match.group()).forEach(control -> {
            boolean unseen = control.contains("type=\"hidden\"");
            boolean wrapped = control.contains("type=\"radio\"") || control.contains("type=\"checkbox\"");
            var id = ID.matcher(control);
            assertTrue(
                    unseen
                            || wrapped
                            || control.contains("aria-label")
                            || (id.find() && html.contains("for=\"%s\"".formatted(id.group(1)))),
                    control);
        });
        var ids = ID.matcher(html).results().map(match -> match.group(1)).toList();
        assertEquals(ids.size(), ids.stream().distinct().count(), () -> "an id comes twice: " + ids);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPictureIsDescribedOrHidden(String page) {
        var html = html(page);
        PICTURE.matcher(html)
                .results()
                .map(match -> match.group())
                .forEach(picture -> assertTrue(picture.contains("alt="), picture));
        VECTOR.matcher(html)
                .results()
                .map(match -> match.group())
                .forEach(vector -> assertTrue(vector.contains("aria-hidden") || vector.contains("aria-label"), vector));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothingOfAStrangersBecomesMarkup(String page) {
        assertFalse(html(page).contains("<script>alert"));
    }
}
