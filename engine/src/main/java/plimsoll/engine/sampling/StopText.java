package plimsoll.engine.sampling;

import java.util.List;

/// Lets text through until one of the stop strings is in it, wherever tokens begin and end. What may yet become a stop
/// string is held back.
///
/// Of stop strings that overlap, the one that is complete first counts, and of those that are complete at the same
/// character the longest: as if the text came character by character. So the same text gets through however it is cut.
public final class StopText {
    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();
    private boolean stopped;

    /// @param stops none of them empty
    public StopText(List<String> stops) {
        this.stops = List.copyOf(stops);
        if (this.stops.contains("")) {
            throw new IllegalArgumentException("an empty stop string");
        }
    }

    /// Takes more text and gives what is certain to be let through. After a stop that is nothing.
    public String add(String text) {
        if (stopped) {
            return "";
        }
        held.append(text);
        int first = firstStop();
        if (first >= 0) {
            stopped = true;
            return held.substring(0, first);
        }
        int safe = held.length() - doubtful();
        var through = held.substring(0, safe);
        held.delete(0, safe);
        return through;
    }

    /// Whether a stop string was found.
    public boolean hasStopped() {
        return stopped;
    }

    /// What was held back and became no stop string.
    public String end() {
        return stopped ? "" : held.toString();
    }

    /// Where the stop string begins that ends first; -1 when there is none.
    private int firstStop() {
        int first = -1;
        int firstEnd = Integer.MAX_VALUE;
        for (var stop : stops) {
            int at = held.indexOf(stop);
            int end = at + stop.length();
            if (at >= 0 && (end < firstEnd || (end == firstEnd && at < first))) {
                first = at;
                firstEnd = end;
            }
        }
        return first;
    }

    /// How many of the last characters may begin a stop string.
    private int doubtful() {
        int longest = 0;
        for (var stop : stops) {
            for (int length = Math.min(stop.length() - 1, held.length()); length > longest; length--) {
                if (stop.startsWith(held.substring(held.length() - length))) {
                    longest = length;
                }
            }
        }
        return longest;
    }
}
