package plimsoll.web.pages;

import java.util.Optional;
import plimsoll.hub.repositories.Search.Between;

/// How large a model is, in the steps people think in: what fits a phone, a card, a machine, a rack.
enum SizeClass {
    TINY("under-1b", "Under 1B", 0, 999_999_999L),
    SMALL("1b-10b", "1B to 10B", 1_000_000_000L, 9_999_999_999L),
    MEDIUM("10b-100b", "10B to 100B", 10_000_000_000L, 99_999_999_999L),
    LARGE("over-100b", "100B and more", 100_000_000_000L, Long.MAX_VALUE - 1);

    private final String word;
    private final String label;
    private final long least;
    private final long most;

    SizeClass(String word, String label, long least, long most) {
        this.word = word;
        this.label = label;
        this.least = least;
        this.most = most;
    }

    String word() {
        return word;
    }

    String label() {
        return label;
    }

    Between range() {
        return new Between(least, most);
    }

    static Optional<SizeClass> named(String word) {
        for (var size : values()) {
            if (size.word.equals(word)) {
                return Optional.of(size);
            }
        }
        return Optional.empty();
    }
}
