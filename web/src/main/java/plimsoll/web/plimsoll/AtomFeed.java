package plimsoll.web.plimsoll;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import plimsoll.domain.release.Recall;
import plimsoll.web.http.Response;

/// Recalls as an Atom feed (RFC 4287), for those whose machines have a model and nobody who looks at its page.
final class AtomFeed {
    private final String hub;
    private final StringBuilder entries = new StringBuilder();
    private Instant updated = Instant.EPOCH;

    /// @param hub this hub's address
    AtomFeed(String hub) {
        this.hub = hub;
    }

    void add(String page, Recall recall) {
        updated = recall.at().isAfter(updated) ? recall.at() : updated;
        entries.append("""
                <entry>
                  <id>%1$s/api/recalls#%2$s</id>
                  <title>%3$s was recalled</title>
                  <link href="%1$s/%3$s"/>
                  <updated>%4$s</updated>
                  <author><name>%5$s</name></author>
                  <summary>%6$s</summary>
                </entry>
                """.formatted(
                        escaped(hub),
                        recall.topic(),
                        escaped(page),
                        recall.at(),
                        escaped(recall.by()),
                        escaped(recall.notice())));
    }

    Response answer() {
        var feed = """
                <?xml version="1.0" encoding="utf-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom">
                <id>%1$s/api/recalls.atom</id>
                <title>Recalls</title>
                <link rel="self" href="%1$s/api/recalls.atom"/>
                <updated>%2$s</updated>
                %3$s</feed>
                """.formatted(escaped(hub), updated, entries);
        return Response.bytes(200, "application/atom+xml; charset=utf-8", feed.getBytes(StandardCharsets.UTF_8));
    }

    // XML 1.0 has no way at all to write most control characters.
    private static String escaped(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
