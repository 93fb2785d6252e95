package plimsoll.domain.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Questions of one account that together make a training set: very many, cut from few templates, asking for the way of
/// thinking beside the answer, at all hours. No single one shows it. For one thread.
///
/// Kept of each question: when, a hash of its template, and whether it asks for reasoning.
public final class Harvest {
    /// The rule by its name and version.
    public static final String RULE = "harvest/v1";
    /// So many of a day are looked at: who asks fewer makes no training set soon.
    public static final int LOOKED_AT = 1_000;

    private static final Duration DAY = Duration.ofDays(1);
    /// Of 1,000 questions; people's own have more than nine bits, those of forty templates asked alike five.
    private static final double LEAST_BITS = 6;

    private static final double MOST_ELICITING = 0.5;
    /// Of 24: people sleep.
    private static final int MOST_HOURS = 20;

    private static final Pattern ELICITS = Pattern.compile(
            "(?i)step[ -]by[ -]step|chain[ -]of[ -]thought|your (?:full |complete |whole )?(?:reasoning|thinking|thought process)"
                    + "|think (?:aloud|out loud)|show (?:all )?(?:of )?your (?:work|steps|thoughts)"
                    + "|explain how you (?:got|came|arrived)|rationale");
    private static final Pattern SLOT =
            Pattern.compile("\"[^\"\\n]{0,400}\"|'[^'\\n]{2,400}'|`[^`\\n]{0,400}`|\\p{N}+|(?<=[a-z,] )\\p{Lu}\\w*");
    /// What templates are made of; other words are what is put in.
    private static final Set<String> FRAME = Set.of(
            "a",
            "about",
            "all",
            "an",
            "and",
            "answer",
            "are",
            "as",
            "at",
            "be",
            "by",
            "can",
            "classify",
            "correct",
            "create",
            "describe",
            "do",
            "does",
            "each",
            "explain",
            "find",
            "for",
            "from",
            "give",
            "given",
            "how",
            "i",
            "if",
            "in",
            "into",
            "is",
            "it",
            "list",
            "me",
            "my",
            "name",
            "not",
            "of",
            "on",
            "or",
            "please",
            "question",
            "reasoning",
            "rewrite",
            "show",
            "solve",
            "step",
            "steps",
            "summarise",
            "summarize",
            "task",
            "tell",
            "that",
            "the",
            "then",
            "think",
            "this",
            "to",
            "translate",
            "what",
            "when",
            "where",
            "which",
            "who",
            "why",
            "with",
            "write",
            "you",
            "your");

    private final Deque<Asked> asked = new ArrayDeque<>();

    /// Of somebody who has asked nothing yet.
    public Harvest() {}

    private record Asked(Instant at, int template, boolean elicits) {}

    /// Takes note of a question.
    ///
    /// @return whether, with those of the last day, it looks like a harvest
    public boolean sees(String question, Instant now) {
        asked.addLast(
                new Asked(now, template(question), ELICITS.matcher(question).find()));
        while (asked.size() > LOOKED_AT || asked.getFirst().at.isBefore(now.minus(DAY))) {
            asked.removeFirst();
        }
        return asked.size() == LOOKED_AT && looksLikeOne();
    }

    /// Many from few templates is what a batch of plain work is too, so that alone is none.
    private boolean looksLikeOne() {
        long eliciting = asked.stream().filter(Asked::elicits).count();
        return eliciting >= asked.size() * MOST_ELICITING && (bits() < LEAST_BITS || hours() >= MOST_HOURS);
    }

    /// How much there is to tell of which template comes next.
    private double bits() {
        Map<Integer, Integer> counts = new HashMap<>();
        asked.forEach(each -> counts.merge(each.template, 1, Integer::sum));
        double bits = 0;
        for (int count : counts.values()) {
            double part = (double) count / asked.size();
            bits -= part * Math.log(part) / Math.log(2);
        }
        return bits;
    }

    private int hours() {
        var hours = new BitSet();
        asked.forEach(each -> hours.set((int) (each.at.getEpochSecond() / 3600 % 24)));
        return hours.cardinality();
    }

    /// What stays of a question when what was put into it is taken out.
    static int template(String question) {
        var frame = new StringBuilder();
        boolean slot = false;
        for (var word : Features.normal(SLOT.matcher(question).replaceAll(" ")).split(" ", -1)) {
            boolean framing = FRAME.contains(word);
            if (framing || !slot) {
                frame.append(framing ? word : "_").append(' ');
            }
            slot = !framing;
        }
        return frame.toString().hashCode();
    }
}
