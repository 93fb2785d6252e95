package plimsoll.web.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// Prints pages from the templates compiled with this module.
///
/// Safe for use by any number of threads.
public final class Templates {
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "plimsoll.web.pages.generated");

    /// The templates on the class path.
    public Templates() {}

    /// A page, or a part of one, in UTF-8.
    ///
    /// @param template its name below `src/main/jte`, without `.jte`
    /// @param parameters what it shows
    public byte[] print(String template, Map<String, Object> parameters) {
        var output = new Utf8ByteOutput();
        engine.render(template + ".jte", parameters, output);
        var page = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(page::write);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return page.toByteArray();
    }
}
