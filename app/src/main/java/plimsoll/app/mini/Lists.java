package plimsoll.app.mini;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The lists of the grammar, one file each beside this class: `@name` begins a list, `#` a remark, and an empty line
/// means nothing, except in [#blocks].
final class Lists {
    private Lists() {}

    /// The lists of a file by name, in the order of the file.
    static Map<String, List<String>> named(String file) {
        return in(text(file));
    }

    /// The lists of a text by name, in its order.
    static Map<String, List<String>> in(String text) {
        var lists = new LinkedHashMap<String, List<String>>();
        for (var line : lines(text)) {
            if (line.startsWith("@")) {
                lists.put(line.substring(1), new ArrayList<>());
            } else if (!line.isEmpty()) {
                lists.lastEntry().getValue().add(line);
            }
        }
        return lists;
    }

    /// The groups of lines between empty lines.
    static List<List<String>> blocks(String file) {
        var blocks = new ArrayList<List<String>>();
        var block = new ArrayList<String>();
        for (var line : lines(text(file))) {
            if (!line.isEmpty()) {
                block.add(line);
            } else if (!block.isEmpty()) {
                blocks.add(List.copyOf(block));
                block.clear();
            }
        }
        if (!block.isEmpty()) {
            blocks.add(List.copyOf(block));
        }
        return blocks;
    }

    private static List<String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /// A file as it is.
    static String text(String file) {
        try (var in = Lists.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the grammar lacks its file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
