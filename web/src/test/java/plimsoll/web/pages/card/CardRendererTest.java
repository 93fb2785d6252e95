package plimsoll.web.pages.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CardRendererTest {
    private static final CardPlace ROOT = new CardPlace("/lab/model", "main", "");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CardRenderer renderer = new CardRenderer();

    private String html(String markdown) {
        return renderer.html(markdown, ROOT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a](javascript:alert(1))",
                "[a](<java\tscript:alert(1)>)",
                "[a](JaVaScRiPt:alert(1))",
                "[a](&#106;avascript:alert(1))",
                "[a](data:text/html;base64,PHNjcmlwdD4=)",
                "[a](vbscript:x)",
                "<a href=\"javascript:alert(1)\">a</a>",
                "<a href=\" &#1; javascript:alert(1)\">a</a>",
                "<javascript:alert(1)>",
                "[a]: javascript:alert(1)\n\n[a]",
                "![a](data:image/svg+xml;base64,AAAA)",
                "<img src=\"data:image/png;base64,AAAA\" alt=\"a\">",
            })
    void linksThatRunCodeAreDropped(String markdown) {
        var html = html(markdown).toLowerCase(Locale.ROOT);
        assertFalse(html.contains("href=\"j") || html.contains("href=\"d") || html.contains("href=\"v"), html);
        assertFalse(html.contains("src="), html);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<p style=\"position:fixed\">a</p>",
                "<style>*{display:none}</style>",
                "<svg onload=alert(1)><a xlink:href=\"javascript:alert(1)\">a</a></svg>",
                "<iframe src=\"https://example.org\"></iframe>",
                "<form action=\"/logout\" method=post><button>a</button></form>",
                "<input autofocus onfocus=alert(1)>",
                "<object data=\"x\"></object><embed src=x>",
                "<base href=\"https://example.org/\">",
                "<meta http-equiv=refresh content=\"0;url=https://example.org\">",
                "<math><mtext></p><img src=x onerror=alert(1)></math>",
                "<div hx-get=\"/settings\" hx-trigger=load data-hx-post=\"/x\">a</div>",
                "<p class=\"button main\">a</p>",
                "<video src=x autoplay></video>",
            })
    void nothingThatActsOrDressesUpGetsThrough(String markdown) {
        var html = html(markdown).toLowerCase(Locale.ROOT);
        for (var sin : new String[] {
            "<script", "onerror", "onload", "onfocus", "style", "<svg", "<iframe", "<form", "<input", "<button",
            "<object", "<embed", "<base", "<meta", "hx-", "class=", "<video", "<math"
        }) {
            assertFalse(html.contains(sin), () -> sin + " in " + html);
        }
    }

    @Test
    void relativeLinksLeadToThisRepositorysFiles() {
        assertTrue(html("[config](./config.json)").contains("href=\"/lab/model/blob/main/config.json\""));
        assertTrue(html("[up](../a%20b.txt#L3)", "docs").contains("href=\"/lab/model/blob/main/a%20b.txt#L3\""));
        assertTrue(html("<a href=\"x y.md\">x</a>").contains("href=\"/lab/model/blob/main/x%20y.md\""));
        assertTrue(html("[all](.)").contains("href=\"/lab/model/tree/main\""));
    }

    @Test
    void picturesOfTheRepositoryAreShown() {
        assertTrue(html("![plot](img/plot.png)").contains("src=\"/lab/model/resolve/main/img/plot.png\""));
        assertTrue(html("<img src=\"img/a.png\" width=\"40%\">")
                .contains("<img src=\"/lab/model/resolve/main/img/a.png\" width=\"40%\" alt=\"\""));
    }

    @Test
    void revisionsWithSlashesStayOneSegment() {
        var html = renderer.html("![p](a.png)", new CardPlace("/lab/model", "refs/pr/1", ""));
        assertTrue(html.contains("/resolve/refs%2Fpr%2F1/a.png"), html);
    }

    @Test
    void picturesFromElsewhereKeepTheirWordsOnly() {
        var html = html("![a badge](https://example.org/badge.svg)");
        assertFalse(html.contains("example.org"), html);
        assertTrue(html.contains("alt=\"a badge\""), html);
        assertFalse(html("<img src=\"//example.org/a.png\">").contains("img"));
    }

    @Test
    void pathsDoNotLeadOutOfTheRepository() {
        assertFalse(html("[a](../../../settings/tokens)").contains("href"));
        assertFalse(html("[a](%2e%2e/%2e%2e/x)").contains("href"));
        assertFalse(html("[a](\\\\example.org)").contains("href"));
    }

    @Test
    void outsideLinksVouchForNothing() {
        assertTrue(html("https://example.org").contains("rel=\"nofollow noopener noreferrer\""));
    }

    @Test
    void frontMatterIsNotShown() {
        assertEquals("<p>Hello</p>", html("---\nlicense: mit\n---\nHello").strip());
        assertEquals(
                "<p>Hello</p>",
                html("\ufeff---\r\nlicense: mit\r\n---\r\nHello").strip());
        assertTrue(html("Hello\n\n---\n\nworld").contains("<hr"));
    }

    @Test
    void headingsBeginBelowThePagesOwn() {
        assertEquals(
                "<h2 id=\"card-how-to-use\">How to use</h2>",
                html("# How to use").strip());
        assertTrue(html("[use](#how-to-use)").contains("href=\"#card-how-to-use\""));
        assertTrue(html("# A\n# A").contains("id=\"card-a-1\""));
    }

    @Test
    void whatCardsAreMadeOfStays() {
        assertTrue(html("| a | b |\n|--:|:-:|\n| 1 | 2 |").contains("<td align=\"right\">1</td>"));
        assertTrue(html("~~old~~").contains("<del>old</del>"));
        assertTrue(html("```python\nx = 1\n```").contains("<code class=\"language-python\">"));
        assertTrue(html("<details><summary>More</summary>text</details>").contains("<details><summary>More"));
        assertTrue(html("<center>mid</center>").contains("<div align=\"center\">mid"));
    }

    @Test
    void whatIsWiderThanThePageIsReachedByKeyboard() {
        assertTrue(html("```\nx\n```").contains("<pre tabindex=\"0\">"));
        assertTrue(html("| a |\n|---|\n| 1 |").contains("<table tabindex=\"0\">"));
        assertTrue(html("<pre tabindex=7 id=x>a</pre>").contains("<pre tabindex=\"0\">"));
        assertFalse(html("<p tabindex=7>a</p>").contains("tabindex"));
    }

    @Test
    void depthAndLengthAreBounded() {
        for (var piece : new String[] {"> ", "- ", "*a **b ", "[", "![", "<div>", "`", "<a href=x>", "~~a ", "\\"}) {
            assertTimeoutPreemptively(PATIENCE, () -> html(piece.repeat(10_000) + "x"), piece);
        }
        assertTimeoutPreemptively(
                PATIENCE, () -> html("*a **b ".repeat(20_000) + "c** d*".repeat(20_000)), "closed emphasis");
        assertTimeoutPreemptively(PATIENCE, () -> html("---\n" + "\n".repeat(400_000)), "open front matter");
        assertTimeoutPreemptively(PATIENCE, () -> html("|a".repeat(100_000) + "\n" + "|-".repeat(100_000)), "table");
    }

    private String html(String markdown, String folder) {
        return renderer.html(markdown, new CardPlace("/lab/model", "main", folder));
    }
}
