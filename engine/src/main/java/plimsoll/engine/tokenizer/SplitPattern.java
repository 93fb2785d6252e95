package plimsoll.engine.tokenizer;

import java.util.List;

/// A pattern that cuts text into words, matched in time linear in the text and on a stack of fixed depth: the JDK's
/// own engine recurses for each repeated group, and a stranger's text may be eight megabytes of one letter.
///
/// It knows what published tokenizers use: alternatives of runs of character sets, small optional groups, a look at
/// the next character, the end. `SplitPatternReader` makes it out of their regular expressions. Immutable.
final class SplitPattern {
    /// One step of an alternative.
    sealed interface Step {}

    /// From `least` to `most` characters of a set, as many as can be; a possessive run never gives one back.
    record Run(CharSet set, int least, int most, boolean possessive) implements Step {}

    /// One of some sequences, the first that lets the rest match; or none, when it is optional.
    record Choice(List<List<Step>> options, boolean optional) implements Step {}

    /// The next character is of the set, or is not; at the end there is none.
    record Look(CharSet set, boolean wanted) implements Step {}

    /// The end of the text.
    record End() implements Step {}

    /// Takes what was found, piece by piece.
    interface Pieces {
        void piece(int from, int to);
    }

    static final int UNBOUNDED = Integer.MAX_VALUE;
    private static final int ASCII = 128;

    /// Runs shorter than this are cheaper to try again than to remember.
    private static final int WORTH_REMEMBERING = 16;

    private final List<List<Step>> alternatives;

    /// For each ASCII character, the alternatives that can begin with it, a bit each.
    private final long[] beginners = new long[ASCII];

    SplitPattern(List<List<Step>> alternatives) {
        if (alternatives.size() > Long.SIZE) {
            throw new IllegalArgumentException("more than %d alternatives".formatted(Long.SIZE));
        }
        this.alternatives = List.copyOf(alternatives);
        for (int c = 0; c < ASCII; c++) {
            for (int i = 0; i < alternatives.size(); i++) {
                if (canBegin(alternatives.get(i), (char) c)) {
                    beginners[c] |= 1L << i;
                }
            }
        }
    }

    private static boolean canBegin(List<Step> steps, char c) {
        for (var step : steps) {
            switch (step) {
                case Run run -> {
                    if (run.set().has(c)) {
                        return true;
                    }
                    if (run.least() > 0) {
                        return false;
                    }
                }
                case Choice choice -> {
                    if (choice.options().stream().anyMatch(option -> canBegin(option, c))) {
                        return true;
                    }
                    if (!choice.optional()) {
                        return false;
                    }
                }
                case Look _, End _ -> {
                    return true;
                }
            }
        }
        return false;
    }

    /// Cuts the text into what matches and what lies between, in order.
    void split(char[] text, int from, int to, Pieces pieces) {
        int[] hopeless = null;
        int gap = from;
        int at = from;
        while (at < to) {
            int end = -1;
            long candidates = text[at] < ASCII ? beginners[text[at]] : -1L >>> (Long.SIZE - alternatives.size());
            for (; candidates != 0 && end < 0; candidates &= candidates - 1) {
                int i = Long.numberOfTrailingZeros(candidates);
                if (hopeless != null && at < hopeless[i]) {
                    continue;
                }
                end = match(alternatives.get(i), 0, text, at, to);
                if (end < 0) {
                    int runEnd = endOfFirstRun(alternatives.get(i), text, at, to);
                    if (runEnd - at > WORTH_REMEMBERING) {
                        hopeless = hopeless == null ? new int[alternatives.size()] : hopeless;
                        hopeless[i] = runEnd;
                    }
                }
            }
            // An empty match would never end; it counts as none.
            if (end > at) {
                if (gap < at) {
                    pieces.piece(gap, at);
                }
                pieces.piece(at, end);
                at = end;
                gap = end;
            } else {
                at = next(text, at, to);
            }
        }
        if (gap < to) {
            pieces.piece(gap, to);
        }
    }

    // An alternative that begins with a run and fails at its start fails at each later place of that run too: from
    // there it can only end the run where it could before. Without this, `\s+$` on a page of blanks is quadratic.
    private static int endOfFirstRun(List<Step> steps, char[] text, int at, int to) {
        return steps.getFirst() instanceof Run run && run.most() == UNBOUNDED && run.least() <= 1
                ? endOf(run, text, at, to)
                : at;
    }

    private static int match(List<Step> steps, int k, char[] text, int at, int to) {
        if (k == steps.size()) {
            return at;
        }
        return switch (steps.get(k)) {
            case Run run -> matchRun(run, steps, k, text, at, to);
            case Choice choice -> matchChoice(choice, steps, k, text, at, to);
            case Look(var set, var wanted) -> {
                boolean found = at < to && set.has(codePoint(text, at, to));
                yield found == wanted ? match(steps, k + 1, text, at, to) : -1;
            }
            case End _ -> at == to ? match(steps, k + 1, text, at, to) : -1;
        };
    }

    private static int matchChoice(Choice choice, List<Step> steps, int k, char[] text, int at, int to) {
        for (var option : choice.options()) {
            int end = match(option, 0, text, at, to);
            int rest = end < 0 ? -1 : match(steps, k + 1, text, end, to);
            if (rest >= 0) {
                return rest;
            }
        }
        return choice.optional() ? match(steps, k + 1, text, at, to) : -1;
    }

    private static int matchRun(Run run, List<Step> steps, int k, char[] text, int at, int to) {
        int end = endOf(run, text, at, to);
        int least = at;
        for (int i = 0; i < run.least(); i++) {
            if (least >= end) {
                return -1;
            }
            least = next(text, least, to);
        }
        if (k + 1 == steps.size()) {
            return end;
        }
        if (run.possessive()) {
            return match(steps, k + 1, text, end, to);
        }
        for (int p = end; p >= least; p = previous(text, p, at)) {
            int rest = match(steps, k + 1, text, p, to);
            if (rest >= 0) {
                return rest;
            }
            if (p == at) {
                return -1;
            }
        }
        return -1;
    }

    private static int endOf(Run run, char[] text, int at, int to) {
        var set = run.set();
        int end = at;
        for (int count = 0; end < to && count < run.most(); count++) {
            char c = text[end];
            if (Character.isSurrogate(c)) {
                if (!set.has(codePoint(text, end, to))) {
                    break;
                }
                end = next(text, end, to);
            } else if (set.has(c)) {
                end++;
            } else {
                break;
            }
        }
        return end;
    }

    private static int codePoint(char[] text, int at, int to) {
        return Character.codePointAt(text, at, to);
    }

    private static int next(char[] text, int at, int to) {
        return at + (at + 1 < to && Character.isSurrogatePair(text[at], text[at + 1]) ? 2 : 1);
    }

    private static int previous(char[] text, int at, int from) {
        return at - (at - 2 >= from && Character.isSurrogatePair(text[at - 2], text[at - 1]) ? 2 : 1);
    }
}
