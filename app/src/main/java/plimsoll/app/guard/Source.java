package plimsoll.app.guard;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// A set of texts: where it lies, what for, and how its rows are read.
///
/// @param file below the folder of data, as the manifest names it
/// @param samples what a row holds
record Source(Task task, String file, Use use, Function<Map<String, String>, Stream<Sample>> samples) {
    /// What becomes of its samples.
    enum Use {
        /// All are learned from, but for a tenth that thresholds are fitted on.
        LEARNED,
        /// Some are learned from, some fitted on, and the rest measured.
        DIVIDED,
        /// All are measured.
        MEASURED
    }

    Part partOf(String text) {
        return switch (use) {
            case LEARNED -> Part.ofLearned(text);
            case DIVIDED -> Part.ofDivided(text);
            case MEASURED -> Part.MEASURE;
        };
    }

    /// The set's name for tables: the file's, without folder and ending.
    String name() {
        return file.substring(file.indexOf('/') + 1).replaceAll("(\\.even)?\\.\\w+$", "");
    }
}
