package plimsoll.web.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import plimsoll.web.pages.view.Theme;

/// Writes every sample page, by day and by night, into the folder named by its argument, to be looked at in a browser.
final class Preview {
    private Preview() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var templates = new Templates();
        for (var theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
            for (var page : SamplePages.all(theme, name -> "static/" + name).entrySet()) {
                var sample = page.getValue();
                Files.write(
                        folder.resolve("%s-%s.html".formatted(page.getKey(), theme.word())),
                        templates.print(sample.template(), sample.parameters()));
            }
        }
    }
}
