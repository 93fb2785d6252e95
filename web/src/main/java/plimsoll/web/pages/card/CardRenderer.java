package plimsoll.web.pages.card;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/// Sets a card: Markdown as GitHub and the Hub read it, then through a sanitiser that knows what HTML is harmless.
///
/// Safe for use by any number of threads.
public final class CardRenderer {
    /// Cards beyond this are shown by their beginning: nobody reads on, and setting them costs everybody.
    public static final int MAX_CHARACTERS = 512 * 1024;

    /// How many quotes and lists may stand within each other: more than anybody means, few enough for any stack.
    private static final int MAX_OPEN_BLOCKS = 64;

    private static final Pattern FRONT_MATTER =
            Pattern.compile("\\A\\ufeff?---[ \\t]*\\r?\\n.*?(?:^|\\n)---[ \\t]*(?:\\r?\\n|\\z)", Pattern.DOTALL);
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create());

    private final Parser parser = Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(MAX_OPEN_BLOCKS)
            .inlineParserFactory(BoundedInlines::new)
            .build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .attributeProviderFactory(_ -> new HeadingNames())
            .build();

    /// A renderer.
    public CardRenderer() {}

    /// The card's text as HTML that is safe to put into a page of ours.
    public String html(String markdown, CardPlace place) {
        var text = withoutFrontMatter(markdown);
        var bounded = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        return CardPolicy.at(place).sanitize(set(bounded));
    }

    /// The card without the YAML at its head.
    public static String withoutFrontMatter(String markdown) {
        var bounded = markdown.length() > MAX_CHARACTERS ? markdown.substring(0, MAX_CHARACTERS) : markdown;
        var match = FRONT_MATTER.matcher(bounded);
        return match.find() ? bounded.substring(match.end()) : bounded;
    }

    // Emphasis within emphasis has no bound in Markdown, and readers of its tree go down by calling themselves: text
    // built to exhaust the stack is shown as it was written.
    private String set(String text) {
        try {
            return renderer.render(parser.parse(text));
        } catch (StackOverflowError _) {
            return "<pre>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</pre>";
        }
    }

    /// Names headings by their words, so that tables of contents lead to them.
    private static final class HeadingNames implements AttributeProvider {
        private final Map<String, Integer> seen = new HashMap<>();

        @Override
        public void setAttributes(Node node, String tagName, Map<String, String> attributes) {
            if (node instanceof Heading heading) {
                var name = name(heading);
                int before = seen.merge(name, 1, Integer::sum) - 1;
                attributes.put("id", before == 0 ? name : name + "-" + before);
            }
        }

        private static String name(Heading heading) {
            var words = new StringBuilder();
            heading.accept(new AbstractVisitor() {
                @Override
                public void visit(Text text) {
                    words.append(text.getLiteral());
                }

                @Override
                public void visit(Code code) {
                    words.append(code.getLiteral());
                }
            });
            return words.toString()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                    .strip()
                    .replaceAll("\\s", "-");
        }
    }
}
