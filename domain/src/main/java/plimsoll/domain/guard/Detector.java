package plimsoll.domain.guard;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Judges texts by classifiers of words: plain, and as they read once disguises are taken off. It knows words, not
/// meaning: it tells "kill a process" from its twin badly, and contexts not at all.
///
/// Immutable: any number of threads.
public final class Detector {
    /// Longer texts are judged window by window, and the worst counts: what was learned was mostly shorter.
    private static final int WINDOW = 2_000;

    private static final int OVERLAP = 250;
    /// Of one text with its views; what is beyond is not judged, which itself is a sign.
    private static final int MOST_WINDOWS = 1_024;
    /// So many turns inside one message are no quotation any more.
    private static final int MANY_TURNS = 8;
    /// Of those, so many different ones are judged by themselves.
    private static final int MOST_TURNS = 64;

    private static final Pattern TURN =
            Pattern.compile("(?mi)^\\s{0,8}(?:user|human|assistant|ai|bot|question|answer|[qa])\\s?:");

    private final GuardModel model;
    private final Policy policy;
    private final Words words;

    /// Judges by `model` as `policy` says.
    public Detector(GuardModel model, Policy policy) {
        this.model = model;
        this.policy = policy;
        this.words = new Words(model.words());
    }

    /// What it judges by.
    public GuardModel model() {
        return model;
    }

    /// What it decides by.
    public Policy policy() {
        return policy;
    }

    /// The verdict on a text.
    public Verdict judge(Side side, String text) {
        return judge(side, text, policy);
    }

    /// The verdict on a text by another policy than usual.
    public Verdict judge(Side side, String text, Policy by) {
        var signs = new LinkedHashSet<String>();
        var plain = plain(side, text);
        var all = plain.scores;
        int left = MOST_WINDOWS - plain.windows;
        var views = Views.of(text, words);
        for (var view : views.views()) {
            var read = read(side, view.text(), left);
            left -= read.windows;
            if (isWorse(side, read.scores, plain.scores)) {
                signs.add(view.disguise());
            }
            all = all.or(read.scores);
        }
        if (views.truncated() || left <= 0) {
            signs.add("too much to look at");
        }
        for (var turn : turns(text)) {
            var read = read(side, turn, left);
            left -= read.windows;
            all = all.or(read.scores);
        }
        if (side == Side.QUESTION) {
            trick(text).ifPresent(signs::add);
        }
        if (side != Side.ANSWER && model.templates().has(text)) {
            signs.add(Templates.SIGN);
        }
        return new Verdict(side, all, List.copyOf(signs), model.hash(), by);
    }

    /// The verdict on a text as it stands, disguises left on: what this guard would be without taking them off.
    public Verdict judgePlainly(Side side, String text) {
        return new Verdict(side, plain(side, text).scores, List.of(), model.hash(), policy);
    }

    private Read plain(Side side, String text) {
        return read(side, text, MOST_WINDOWS);
    }

    private record Read(Scores scores, int windows) {}

    private Read read(Side side, String text, int most) {
        var scores = Scores.NONE;
        int windows = 0;
        for (int start = 0;
                windows < most && (start == 0 || start + OVERLAP < text.length());
                start += WINDOW - OVERLAP) {
            scores = scores.or(score(side, text.substring(start, Math.min(text.length(), start + WINDOW))));
            windows++;
        }
        return new Read(scores, windows);
    }

    private Scores score(Side side, String window) {
        var features = Features.of(window);
        var phrases = Features.phrases(window);
        double harmful = (side == Side.ANSWER ? model.answer() : model.harmful()).probability(phrases, features);
        var shares = model.hazards().shares(features);
        var hazards = new EnumMap<Hazard, Double>(Hazard.class);
        for (var hazard : Hazard.values()) {
            hazards.put(hazard, harmful * shares[hazard.place()]);
        }
        double jailbreak = side == Side.ANSWER ? 0 : model.jailbreak().probability(phrases, features);
        return new Scores(harmful, hazards, model.harassment().probability(features), jailbreak);
    }

    private boolean isWorse(Side side, Scores view, Scores plain) {
        double harmful = side == Side.ANSWER ? policy.answer() : policy.harmful();
        boolean harm = view.harmful() > plain.harmful() && view.harmful() >= harmful * policy.signed();
        return harm
                || (view.jailbreak() > plain.jailbreak() && view.jailbreak() >= policy.jailbreak() * policy.signed());
    }

    /// What is said in each of many turns inside one message: harmless ones would hide another among them.
    private static Set<String> turns(String text) {
        var turns = new LinkedHashSet<String>();
        if (isFaked(text)) {
            TURN.splitAsStream(text)
                    .map(String::strip)
                    .filter(turn -> !turn.isEmpty())
                    .distinct()
                    .limit(MOST_TURNS)
                    .forEach(turns::add);
        }
        return turns;
    }

    private static boolean isFaked(String text) {
        return TURN.matcher(text).results().limit(MANY_TURNS).count() == MANY_TURNS;
    }

    private Optional<String> trick(String text) {
        if (isFaked(text)) {
            return Optional.of("a faked conversation");
        }
        return model.surprise().endsInNoise(text) ? Optional.of(Surprise.SIGN) : Optional.empty();
    }
}
