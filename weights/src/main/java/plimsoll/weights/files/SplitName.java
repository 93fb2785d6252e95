package plimsoll.weights.files;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of one file of a model that llama.cpp's tools have split: `big-00002-of-00005.gguf`.
///
/// @param number counted from 1
record SplitName(String prefix, int number, int count) {
    private static final Pattern SHAPE = Pattern.compile("(.+)-(\\d{5})-of-(\\d{5})\\.gguf");

    static Optional<SplitName> of(String fileName) {
        var shape = SHAPE.matcher(fileName);
        return shape.matches()
                ? Optional.of(new SplitName(
                        shape.group(1), Integer.parseInt(shape.group(2)), Integer.parseInt(shape.group(3))))
                : Optional.empty();
    }

    String sibling(int otherNumber) {
        return "%s-%05d-of-%05d.gguf".formatted(prefix, otherNumber, count);
    }
}
