package plimsoll.hub.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import plimsoll.domain.guard.Features;
import plimsoll.domain.guard.Verdict;
import plimsoll.hub.gateway.Word.Call;

/// Judges an answer that calls tools: what it says, and what its calls say, each by itself. Names and braces say
/// nothing, and beside them classifiers of words take little for much and harm for little.
final class JudgeCalls {
    private static final Comparator<Verdict> BY_WEIGHT = Comparator.comparing(Verdict::outcome)
            .thenComparingInt(verdict -> verdict.signs().size())
            .thenComparingDouble(verdict -> verdict.scores().harmful());

    private static final int LEAST_WORDS = 5;

    private JudgeCalls() {}

    /// The weightier verdict of the two.
    static Verdict verdict(Function<String, Verdict> guard, String said, List<Call> calls) {
        var verdict = guard.apply(said);
        var called = texts(calls);
        if (saysLittle(called) || verdict.stops()) {
            return verdict;
        }
        var other = guard.apply(called);
        return BY_WEIGHT.compare(other, verdict) > 0 ? other : verdict;
    }

    /// Whether it is no more than a command, of which classifiers of sentences know nothing: `rm -rf build`.
    private static boolean saysLittle(String called) {
        return called.isBlank() || Features.normal(called).split(" ", LEAST_WORDS).length < LEAST_WORDS;
    }

    /// What calls say, the longest first: how a text begins weighs most, and an address or a title before it would
    /// hide what is in a letter.
    static String texts(List<Call> calls) {
        var texts = new ArrayList<String>();
        for (var call : calls) {
            if (!JsonTexts.isName(call.name())) {
                texts.add(call.name());
            }
            texts.addAll(JsonTexts.values(call.arguments()));
        }
        return texts.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .collect(Collectors.joining("\n"));
    }
}
