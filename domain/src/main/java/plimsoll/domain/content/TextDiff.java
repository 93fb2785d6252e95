package plimsoll.domain.content;

import java.util.ArrayList;
import java.util.List;

/// What one text changes of another, line by line: `- gone`, `+ new`, and nothing of what stayed.
public final class TextDiff {
    /// Beyond so many pairs of lines the whole middle is told as gone and new.
    private static final long MAX_PAIRS = 4_000_000;

    private TextDiff() {}

    /// What `after` changes of `before`.
    public static List<String> of(String before, String after) {
        return of(before.lines().toList(), after.lines().toList());
    }

    /// The same of texts that are cut into pieces otherwise.
    public static List<String> of(List<String> old, List<String> now) {
        int head = 0;
        while (head < Math.min(old.size(), now.size()) && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(old.size(), now.size()) - head
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        return middle(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail));
    }

    private static List<String> middle(List<String> old, List<String> now) {
        var lines = new ArrayList<String>();
        if ((long) old.size() * now.size() > MAX_PAIRS) {
            old.forEach(line -> lines.add("- " + line));
            now.forEach(line -> lines.add("+ " + line));
            return lines;
        }
        var same = commonLengths(old, now);
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                i++;
                j++;
            } else if (j == now.size() || (i < old.size() && same[i + 1][j] >= same[i][j + 1])) {
                lines.add("- " + old.get(i++));
            } else {
                lines.add("+ " + now.get(j++));
            }
        }
        return lines;
    }

    // The longest common subsequence of every two ends.
    private static int[][] commonLengths(List<String> old, List<String> now) {
        var length = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                length[i][j] = old.get(i).equals(now.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        return length;
    }
}
