package plimsoll.web.pages.card;

import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLines;

/// Reads the inside of a paragraph or cell, unless it has so many marks that pairing them, which takes time in the
/// square of their number, would keep a core busy: that one is shown as it was written.
final class BoundedInlines implements InlineParser {
    /// Ten times what the busiest honest paragraph has; pairing them takes milliseconds.
    private static final int MAX_MARKS = 2_000;

    private static final String MARKS = "*_~[]<`";

    private final InlineParser parser;

    BoundedInlines(InlineParserContext context) {
        this.parser = new InlineParserImpl(context);
    }

    @Override
    public void parse(SourceLines lines, Node into) {
        var content = lines.getContent();
        if (content.chars().filter(c -> MARKS.indexOf(c) >= 0).count() > MAX_MARKS) {
            into.appendChild(new Text(content));
        } else {
            parser.parse(lines, into);
        }
    }
}
