package plimsoll.app.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plimsoll.app.guard.Source.Use;
import plimsoll.domain.guard.Features;

/// The texts of all sets, each with the part it is used for. No text that is measured is learned from, whichever set it
/// stands in; and nothing is learned from a set whose licence does not let a model that ships come of it.
final class Corpus {
    private static final String MAY_TRAIN = "may train a shipped model";
    private static final String MANIFEST = "MANIFEST.tsv";

    private final List<Text> texts = new ArrayList<>();

    /// A text of a set.
    record Text(Task task, String set, Part part, Sample sample) {
        /// Whether it was written for Plimsoll: it teaches, and says nothing of how good what was taught is.
        boolean isOurs() {
            return set.startsWith(OwnTexts.OURS);
        }
    }

    /// Reads what lies in `folder`, whose manifest says what each file may be used for.
    ///
    /// @throws IOException also when a set that is learned from may not be
    static Corpus read(Path folder) throws IOException {
        var corpus = new Corpus();
        var licences = licences(folder.resolve(MANIFEST));
        for (var source : Sources.all()) {
            boolean mayTrain = licences.getOrDefault(source.file(), "").equals(MAY_TRAIN);
            if (source.use() != Use.MEASURED && !mayTrain) {
                throw new IOException(
                        "%s may not train a model that ships, says %s".formatted(source.file(), MANIFEST));
            }
            for (var row : Table.read(folder.resolve(source.file()))) {
                source.samples()
                        .apply(row)
                        .filter(sample -> !Features.normal(sample.text()).isEmpty())
                        .forEach(sample -> corpus.texts.add(
                                new Text(source.task(), source.name(), source.partOf(sample.text()), sample)));
            }
        }
        corpus.texts.addAll(OwnTexts.all());
        corpus.keepMeasuredApart();
        return corpus;
    }

    /// The files that are learned from, for the card.
    static List<String> learnedFrom() {
        return Sources.all().stream()
                .filter(source -> source.use() != Use.MEASURED)
                .map(Source::file)
                .distinct()
                .sorted()
                .toList();
    }

    List<Text> of(Task task, Part part) {
        return texts.stream()
                .filter(text -> text.task == task && text.part == part)
                .toList();
    }

    private void keepMeasuredApart() {
        Set<String> measured = new HashSet<>();
        texts.stream()
                .filter(text -> text.part == Part.MEASURE)
                .forEach(text -> measured.add(Features.normal(text.sample.text())));
        texts.removeIf(text -> text.part != Part.MEASURE && measured.contains(Features.normal(text.sample.text())));
    }

    private static Map<String, String> licences(Path manifest) throws IOException {
        var uses = new HashMap<String, String>();
        int column = -1;
        for (var line : Files.readAllLines(manifest)) {
            var cells = List.of(line.split("\t", -1));
            column = column < 0 ? cells.indexOf("allowed use") : column;
            uses.put(cells.getFirst(), column >= 0 && column < cells.size() ? cells.get(column) : "");
        }
        return uses;
    }
}
