package plimsoll.web.pages.card;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.AttributePolicy;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/// What HTML a card may have: text, tables, links, pictures of this hub. No style, no script, no form, no frame.
final class CardPolicy {
    private static final Pattern LANGUAGE = Pattern.compile("language-[A-Za-z0-9_+#.-]{1,40}");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,4}(?:px|%)?");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}");
    private static final Pattern ALIGNMENT = Pattern.compile("(?i)left|right|center");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.:-]{1,200}");
    private static final int LOWEST_HEADING = 6;

    private CardPolicy() {}

    /// The policy for a card at `place`.
    static PolicyFactory at(CardPlace place) {
        return new HtmlPolicyBuilder()
                .allowElements("p", "div", "span", "br", "hr", "a", "ul", "ol", "li", "blockquote", "code")
                .allowElements("thead", "tbody", "tfoot", "tr", "th", "td", "caption", "details", "summary", "dl", "dt")
                .allowElements("dd", "del", "s", "strike", "ins", "strong", "b", "em", "i", "u", "sub", "sup", "kbd")
                .allowElements("samp", "var", "mark", "small", "abbr", "q", "cite", "figure", "figcaption")
                .allowElements(CardPolicy::reachable, "pre", "table")
                .allowElements(CardPolicy::lowered, "h1", "h2", "h3", "h4", "h5", "h6")
                .allowElements(CardPolicy::centred, "center")
                .allowElements((element, attributes) -> picture(element, attributes, place), "img")
                .allowWithoutAttributes("a", "span", "img")
                .allowAttributes("href")
                .matching(rewritten(place))
                .onElements("a")
                .allowUrlProtocols("http", "https", "mailto")
                .allowAttributes("src", "alt", "title")
                .onElements("img")
                .allowAttributes("width", "height")
                .matching(LENGTH)
                .onElements("img")
                .allowAttributes("align")
                .matching(ALIGNMENT)
                .onElements("p", "div", "td", "th", "img", "h1", "h2", "h3", "h4", "h5", "h6")
                .allowAttributes("colspan", "rowspan", "start")
                .matching(COUNT)
                .onElements("td", "th", "ol")
                .allowAttributes("class")
                .matching(LANGUAGE)
                .onElements("code")
                .allowAttributes("tabindex")
                .matching(false, "0")
                .onElements("pre", "table")
                .allowAttributes("open")
                .onElements("details")
                .allowAttributes("id", "name")
                .matching(CardPolicy::anchor)
                .onElements("a", "span", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6")
                .requireRelsOnLinks("nofollow", "noopener", "noreferrer")
                .toFactory();
    }

    // The page has its own first heading, so a card's begin one level below.
    private static String lowered(String element, List<String> attributes) {
        int level = element.charAt(1) - '0';
        return "h" + Math.min(LOWEST_HEADING, level + 1);
    }

    // What may be wider than the page is scrolled by keyboard, too.
    private static String reachable(String element, List<String> attributes) {
        attributes.clear();
        attributes.add("tabindex");
        attributes.add("0");
        return element;
    }

    private static String centred(String element, List<String> attributes) {
        attributes.add("align");
        attributes.add("center");
        return "div";
    }

    // Attributes come as name, value, name, value. A picture from elsewhere keeps its words and loses its address.
    private static @Nullable String picture(String element, List<String> attributes, CardPlace place) {
        boolean described = false;
        boolean here = false;
        for (int i = 0; i < attributes.size(); i += 2) {
            if (attributes.get(i).equals("src")) {
                var source = place.picture(attributes.get(i + 1));
                here = source.isPresent();
                attributes.set(i, here ? "src" : "title");
                attributes.set(i + 1, source.orElse("Not shown: a picture from elsewhere"));
            }
            described |=
                    attributes.get(i).equals("alt") && !attributes.get(i + 1).isBlank();
        }
        if (here && !described) {
            attributes.add("alt");
            attributes.add("");
        }
        return here || described ? element : null;
    }

    private static AttributePolicy rewritten(CardPlace place) {
        return (element, attribute, value) -> place.link(value).orElse(null);
    }

    private static @Nullable String anchor(String element, String attribute, String value) {
        if (!NAME.matcher(value).matches()) {
            return null;
        }
        return CardPlace.ANCHOR + value.toLowerCase(Locale.ROOT);
    }
}
