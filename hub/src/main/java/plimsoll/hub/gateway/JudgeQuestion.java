package plimsoll.hub.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.guard.Crescendo;
import plimsoll.domain.guard.GuardForm.Said;
import plimsoll.domain.guard.GuardForm.Speaker;
import plimsoll.domain.guard.Side;
import plimsoll.domain.guard.Verdict;
import plimsoll.domain.guard.Verdict.Outcome;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.gateway.MisuseRecords.By;
import plimsoll.hub.gateway.Question.Message;
import plimsoll.hub.gateway.Question.Prompt;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;

/// Judges what is new in a question. What was judged before is not held against it again, but for the last message,
/// which is asked now; and what was stopped before is not shown to the model, however often it comes along.
final class JudgeQuestion {
    /// What a model reads in place of a message that was stopped.
    static final String WITHHELD = "(A guard withheld this message.)";

    /// Of one conversation; what is beyond is judged anew.
    private static final int MOST_RECALLED = 500;

    private final Guard guard;
    private final Judged judged;
    private final WatchMisuse watch;

    JudgeQuestion(Guard guard, Judged judged, WatchMisuse watch) {
        this.guard = guard;
        this.judged = judged;
        this.watch = watch;
    }

    /// What came of it.
    sealed interface Outcomes {
        /// It may be asked so.
        record Asked(Prompt prompt, List<Said> talk) implements Outcomes {}

        /// It is not asked.
        record Stopped(Declined why) implements Outcomes {}
    }

    Outcomes judge(Namespace account, String model, Prompt prompt) {
        return switch (prompt) {
            case Prompt.Framed _ -> throw new IllegalArgumentException("guards' own questions are not judged");
            case Prompt.Text(var text) -> {
                var verdict = judge(account, model, Side.QUESTION, List.of(), said(text), true, List.of());
                yield verdict.flatMap(JudgeQuestion::stopped)
                        .<Outcomes>map(Outcomes.Stopped::new)
                        .orElseGet(() -> new Outcomes.Asked(prompt, List.of(new Said(Speaker.USER, text))));
            }
            case Prompt.Talk talk -> judge(account, model, talk);
        };
    }

    private Outcomes judge(Namespace account, String model, Prompt.Talk talk) {
        for (var tool : talk.tools()) {
            var verdict = judge(account, model, Side.TOOL, List.of(), said(JsonTexts.all(tool)), false, List.of());
            var stopped = verdict.flatMap(JudgeQuestion::stopped);
            if (stopped.isPresent()) {
                return new Outcomes.Stopped(stopped.get());
            }
        }
        recall(account, talk);
        var shown = new ArrayList<Message>();
        var before = new ArrayList<Said>();
        var harm = new ArrayList<Double>();
        for (int i = 0; i < talk.messages().size(); i++) {
            var message = talk.messages().get(i);
            boolean last = i == talk.messages().size() - 1;
            var side = side(message.role());
            var verdict = judge(account, model, side, before, message, last, harm);
            if (side == Side.QUESTION) {
                harm.add(judged.harm(judged.hash(account, side, message.whole())));
            }
            var stopped = verdict.flatMap(JudgeQuestion::stopped);
            // What a tool said is nobody's fault who talks: the model goes on without it.
            if (stopped.isPresent() && (side != Side.TOOL || isUnjudged(verdict))) {
                return new Outcomes.Stopped(stopped.get());
            }
            boolean withheld = judged.wasStopped(judged.hash(account, side, message.whole()));
            shown.add(withheld ? withheld(message) : message);
            before.add(new Said(
                    side == Side.ANSWER ? Speaker.AGENT : Speaker.USER, withheld ? WITHHELD : message.whole()));
        }
        return new Outcomes.Asked(new Prompt.Talk(shown, talk.tools(), talk.calling()), before);
    }

    /// What came before the last message may have been judged by another process, or before a restart.
    private void recall(Namespace account, Prompt.Talk talk) {
        var unknown = talk.messages().stream()
                .limit(Math.max(0, talk.messages().size() - 1))
                .map(message -> judged.hash(account, side(message.role()), message.whole()))
                .filter(hash -> !judged.has(hash))
                .distinct()
                .limit(MOST_RECALLED)
                .toList();
        if (!unknown.isEmpty()) {
            var by = new By(guard.hash().hex(), guard.policy().version());
            judged.recall(watch.past(account, by, unknown));
        }
    }

    private static Message said(String text) {
        return new Message("", text, "");
    }

    private static boolean isUnjudged(Optional<Verdict> verdict) {
        return verdict.filter(each -> each.outcome() == Outcome.UNJUDGED).isPresent();
    }

    /// The verdict on a message that is new or asked now; nothing for others.
    ///
    /// @param harm how harmful the questions before it were
    private Optional<Verdict> judge(
            Namespace account,
            String model,
            Side side,
            List<Said> before,
            Message message,
            boolean last,
            List<Double> harm) {
        var text = message.whole();
        var hash = judged.hash(account, side, text);
        if (text.isBlank() || (judged.has(hash) && !(last && side == Side.QUESTION))) {
            return Optional.empty();
        }
        var verdict =
                JudgeCalls.verdict(each -> guard.judge(model, side, before, each), message.content(), message.calls());
        boolean retry = side == Side.QUESTION && judged.isLike(account, text);
        if (side == Side.QUESTION
                && Crescendo.FITTED.rises(harm, verdict.scores().harmful())) {
            verdict = verdict.with(Crescendo.SIGN);
        }
        if (verdict.outcome() != Outcome.UNJUDGED) {
            judged.keep(account, hash, text, verdict);
        }
        watch.saw(account, model, verdict, hash, retry);
        if (side == Side.QUESTION && last) {
            watch.asked(account, text, verdict, hash);
        }
        return Optional.of(verdict);
    }

    private static Optional<Declined> stopped(Verdict verdict) {
        return switch (verdict.outcome()) {
            case PASS, REVIEW -> Optional.empty();
            case UNJUDGED ->
                Optional.of(
                        new Declined(
                                Why.UNGUARDED,
                                "This was not asked: the guard that has to judge it does not answer. It is held against nobody; try again later."));
            case BLOCK ->
                Optional.of(new Declined(
                        Why.GUARDED,
                        "This was not asked: the guard took it for %s. If that is wrong, say so at /guard/report, or ask otherwise."
                                .formatted(String.join(", ", verdict.reasons()))));
        };
    }

    private static Side side(String role) {
        return switch (role) {
            case "assistant" -> Side.ANSWER;
            case "tool", "function" -> Side.TOOL;
            // An owner of a program writes these; they ask as much as a question does.
            default -> Side.QUESTION;
        };
    }

    private static Message withheld(Message message) {
        var role = message.role().equals("assistant") ? "assistant" : "user";
        return new Message(role, WITHHELD, "{\"role\":\"%s\",\"content\":\"%s\"}".formatted(role, WITHHELD));
    }
}
