package plimsoll.web.pages;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import plimsoll.domain.repository.FilePath;
import plimsoll.hub.release.OpenFile;
import plimsoll.hub.release.Opening;
import plimsoll.hub.release.ReadWeightsHeader;
import plimsoll.hub.release.WeightsReading;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Request;
import plimsoll.web.pages.card.CardPlace;
import plimsoll.web.pages.card.CardRenderer;
import plimsoll.web.pages.view.Figures;
import plimsoll.web.pages.view.FilePage;

/// Decides what of a file can be shown, and reads it.
final class FileContents {
    /// A longer file makes a page of a million elements.
    private static final int MAX_LINES = 20_000;

    private static final long MAX_PICTURE_BYTES = 20_000_000;
    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico");
    private static final Map<String, String> LANGUAGES = Map.ofEntries(
            Map.entry("py", "python"),
            Map.entry("ipynb", "json"),
            Map.entry("json", "json"),
            Map.entry("jsonl", "json"),
            Map.entry("yml", "yaml"),
            Map.entry("yaml", "yaml"),
            Map.entry("md", "markdown"),
            Map.entry("sh", "bash"),
            Map.entry("js", "javascript"),
            Map.entry("mjs", "javascript"),
            Map.entry("ts", "typescript"),
            Map.entry("java", "java"),
            Map.entry("c", "c"),
            Map.entry("h", "c"),
            Map.entry("cpp", "cpp"),
            Map.entry("cu", "cpp"),
            Map.entry("rs", "rust"),
            Map.entry("go", "go"),
            Map.entry("html", "xml"),
            Map.entry("xml", "xml"),
            Map.entry("css", "css"),
            Map.entry("sql", "sql"),
            Map.entry("toml", "ini"),
            Map.entry("ini", "ini"),
            Map.entry("cfg", "ini"),
            Map.entry("diff", "diff"),
            Map.entry("rb", "ruby"),
            Map.entry("r", "r"));

    private final OpenFile files;
    private final ReadWeightsHeader headers;
    private final CardRenderer renderer = new CardRenderer();

    FileContents(OpenFile files, ReadWeightsHeader headers) {
        this.files = files;
        this.headers = headers;
    }

    FilePage.Content of(Request request, Pass pass, String revision, Opening.Small small) throws IOException {
        var path = small.file().path();
        if (PICTURES.contains(ending(path))) {
            return new FilePage.Picture(Revisions.url(pass, "resolve", revision, path.text()));
        }
        if (ReadWeightsHeader.reads(path.text())) {
            return weights(headers.read(pass, small));
        }
        if (small.file().sizeBytes() > SmallText.MAX_BYTES) {
            return new FilePage.Unshown("This file is too long to show. Download it to read it.");
        }
        var text = SmallText.strict(files, pass, small.file());
        if (text.isEmpty()) {
            return new FilePage.Unshown("This file is not text. Download it to look at it.");
        }
        int lines = Math.max(1, (int) text.get().lines().count());
        if (lines > MAX_LINES) {
            return new FilePage.Unshown("This file has %s lines, too many to show. Download it to read it."
                    .formatted(Figures.exact(lines)));
        }
        if (ending(path).equals("md") && !request.flag("plain")) {
            var place = new CardPlace("/" + pass.repository().page(), revision, path.folder());
            var source = Revisions.url(pass, "blob", revision, path.text()) + "?plain=1";
            return new FilePage.Markdown(renderer.html(text.get(), place), source);
        }
        return new FilePage.Text(LANGUAGES.getOrDefault(ending(path), ""), text.get(), lines);
    }

    FilePage.Content of(Pass pass, String revision, Opening.Large large) throws IOException {
        var path = large.file().path();
        if (PICTURES.contains(ending(path)) && large.named().sizeBytes() <= MAX_PICTURE_BYTES) {
            return new FilePage.Picture(Revisions.url(pass, "resolve", revision, path.text()));
        }
        return ReadWeightsHeader.reads(path.text())
                ? weights(headers.read(large))
                : new FilePage.Unshown("This is a large file, kept beside git. Download it to look at it.");
    }

    private static FilePage.Content weights(WeightsReading reading) {
        return switch (reading) {
            case WeightsReading.Read read ->
                new FilePage.Weights(
                        read.format(),
                        read.facts().stream()
                                .map(fact -> new FilePage.Fact(fact.key(), fact.value()))
                                .toList(),
                        read.tensors().stream()
                                .map(tensor -> new FilePage.Tensor(
                                        tensor.name(), tensor.type(), tensor.shape(), Figures.size(tensor.sizeBytes())))
                                .toList(),
                        read.total() > read.tensors().size()
                                ? "%s, of which the first %s are shown"
                                        .formatted(
                                                Figures.exact(read.total()),
                                                Figures.exact(read.tensors().size()))
                                : Figures.exact(read.total()),
                        "%s (%s)".formatted(Figures.exact(read.parameters()), Figures.count(read.parameters())));
            case WeightsReading.Malformed(var why) ->
                new FilePage.Unshown("The header of this file cannot be read: %s.".formatted(why));
            case WeightsReading.Unavailable _ -> new FilePage.Unshown("The bytes of this file are not here.");
        };
    }

    private static String ending(FilePath path) {
        var name = path.fileName().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
