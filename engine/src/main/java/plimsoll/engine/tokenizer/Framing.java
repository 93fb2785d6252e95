package plimsoll.engine.tokenizer;

import java.util.List;

/// What every text to a model begins and ends with.
///
/// @param before ids in front, such as the one that begins a text
/// @param after ids behind
record Framing(List<Integer> before, List<Integer> after) {
    Framing {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /// Puts the frame around, once: a chat template often writes the beginning itself.
    int[] around(int[] ids) {
        boolean begun = !before.isEmpty() && ids.length > 0 && ids[0] == before.getFirst();
        int front = begun ? 0 : before.size();
        var framed = new int[front + ids.length + after.size()];
        for (int i = 0; i < front; i++) {
            framed[i] = before.get(i);
        }
        System.arraycopy(ids, 0, framed, front, ids.length);
        for (int i = 0; i < after.size(); i++) {
            framed[front + ids.length + i] = after.get(i);
        }
        return framed;
    }
}
