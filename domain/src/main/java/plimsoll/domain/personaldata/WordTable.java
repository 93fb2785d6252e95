package plimsoll.domain.personaldata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Words with a number each, asked for by a piece of a larger text, whatever its case, without making a string of it.
final class WordTable {
    private final @Nullable String[] words;
    private final long[] values;
    private final int longest;

    private WordTable(Map<String, Long> entries) {
        int size = Integer.highestOneBit(Math.max(8, entries.size() * 3)) << 1;
        words = new String[size];
        values = new long[size];
        longest = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
        entries.forEach((word, value) -> {
            int slot = slot(word.toCharArray(), 0, word.length());
            words[slot] = word;
            values[slot] = value;
        });
    }

    /// Words and their numbers, none of which is 0. The words are in lower case.
    static WordTable of(Map<String, Long> entries) {
        return new WordTable(entries);
    }

    /// Words that all have the number 1.
    static WordTable of(Collection<String> words) {
        return new WordTable(words.stream().collect(Collectors.toMap(word -> word, _ -> 1L, (one, _) -> one)));
    }

    /// The words of a resource beside this class, one a line.
    static List<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(WordTable.class.getResourceAsStream(resource), resource)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n"))
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The number of the word that stands there; 0 when it is none of these.
    long of(char[] text, int start, int end) {
        return end - start > longest || end <= start ? 0 : values[slot(text, start, end)];
    }

    boolean has(char[] text, int start, int end) {
        return of(text, start, end) != 0;
    }

    private int slot(char[] text, int start, int end) {
        int hash = 17;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + lower(text[i]);
        }
        int mask = words.length - 1;
        int slot = (hash ^ (hash >>> 15)) & mask;
        while (words[slot] != null && !isAt(words[slot], text, start, end)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static boolean isAt(@Nullable String word, char[] text, int start, int end) {
        if (word == null || word.length() != end - start) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (word.charAt(i - start) != lower(text[i])) {
                return false;
            }
        }
        return true;
    }

    static char lower(char c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
        }
        return Character.toLowerCase(c);
    }
}
