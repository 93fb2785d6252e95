package plimsoll.weights.pickle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The stack, the marks on it and the memo of an unpickler.
final class PickleStack {
    /// Values at once; the largest vocabularies push a quarter of it between two marks.
    private static final int MOST_VALUES = 1_000_000;

    private static final int MOST_MARKS = 1_000;
    private static final int MOST_MEMO = 1_000_000;

    private final List<Value> values = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, Value> memo = new HashMap<>();

    void push(Value value) throws PickleBroken {
        if (values.size() == MOST_VALUES) {
            throw PickleBroken.limit("more than %d values on the stack".formatted(MOST_VALUES));
        }
        values.add(value);
    }

    Value pop() throws PickleBroken {
        need(1);
        return values.removeLast();
    }

    Value top() throws PickleBroken {
        need(1);
        return values.getLast();
    }

    void mark() throws PickleBroken {
        if (marks.size() == MOST_MARKS) {
            throw PickleBroken.limit("nested deeper than %d".formatted(MOST_MARKS));
        }
        marks.add(values.size());
    }

    /// Takes a value, or a mark when one is on top: what POP does.
    void drop() throws PickleBroken {
        if (!marks.isEmpty() && marks.getLast() == values.size()) {
            marks.removeLast();
        } else {
            pop();
        }
    }

    /// Takes all values above the last mark, and the mark.
    List<Value> popToMark() throws PickleBroken {
        if (marks.isEmpty()) {
            throw PickleBroken.malformed("an instruction needs a mark, and there is none");
        }
        var above = values.subList(marks.removeLast(), values.size());
        var taken = List.copyOf(above);
        above.clear();
        return taken;
    }

    /// Keeps what is on top.
    void put(long key) throws PickleBroken {
        if (key < 0) {
            throw PickleBroken.malformed("a negative place in the memo");
        }
        memo.put(key, top());
        if (memo.size() > MOST_MEMO) {
            throw PickleBroken.limit("more than %d values in the memo".formatted(MOST_MEMO));
        }
    }

    /// Keeps what is on top under the number of values kept, as MEMOIZE does.
    void memoize() throws PickleBroken {
        put(memo.size());
    }

    Value get(long key) throws PickleBroken {
        var value = memo.get(key);
        if (value == null) {
            throw PickleBroken.malformed("place %d of the memo is read, and nothing was put there".formatted(key));
        }
        return value;
    }

    /// The same values, marks and memo, for trying what another reader would do.
    PickleStack copy() {
        var copy = new PickleStack();
        copy.values.addAll(values);
        copy.marks.addAll(marks);
        copy.memo.putAll(memo);
        return copy;
    }

    private void need(int count) throws PickleBroken {
        int floor = marks.isEmpty() ? 0 : marks.getLast();
        if (values.size() - floor < count) {
            throw PickleBroken.malformed("an instruction needs a value, and the stack is empty");
        }
    }
}
