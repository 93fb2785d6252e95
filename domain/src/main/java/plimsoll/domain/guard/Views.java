package plimsoll.domain.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// What a text reads as under the disguises that people put on, one inside another too.
///
/// @param views without the text itself
/// @param truncated whether there was more than is looked at
public record Views(List<View> views, boolean truncated) {
    private static final int MOST_VIEWS = 64;
    private static final int MOST_DEPTH = 3;
    /// All views together, of what the text has; an honest text has next to none.
    private static final int MOST_GROWTH = 4;

    private static final int LEAST_ROOM = 4_096;

    public Views {
        views = List.copyOf(views);
    }

    /// Those of `text`.
    public static Views of(String text, Words words) {
        var search = new Search(words, Math.max(LEAST_ROOM, MOST_GROWTH * text.length()));
        search.seen.add(text);
        search.waiting.add(new Waiting(new View("", text), 0));
        while (!search.waiting.isEmpty()) {
            search.next();
        }
        return new Views(search.found, search.truncated);
    }

    private record Waiting(View view, int depth) {}

    private static final class Search {
        final Unscramble unscramble;
        final List<View> found = new ArrayList<>();
        final HashSet<String> seen = new HashSet<>();
        final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
        long room;
        boolean truncated;

        Search(Words words, long room) {
            this.unscramble = new Unscramble(words);
            this.room = room;
        }

        void next() {
            var now = waiting.remove();
            var plainer = new ArrayList<>(Decode.of(now.view.text()));
            plainer.addAll(unscramble.of(now.view.text()));
            for (var view : plainer) {
                if (view.text().isBlank() || !seen.add(view.text())) {
                    continue;
                }
                if (now.depth == MOST_DEPTH
                        || found.size() == MOST_VIEWS
                        || view.text().length() > room) {
                    truncated = true;
                    continue;
                }
                room -= view.text().length();
                var named = now.depth == 0 ? view.disguise() : now.view.disguise() + ", " + view.disguise();
                found.add(new View(named, view.text()));
                waiting.add(new Waiting(new View(named, view.text()), now.depth + 1));
            }
        }
    }
}
