package plimsoll.app.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import plimsoll.app.guard.Corpus.Text;
import plimsoll.app.mini.Asking;
import plimsoll.domain.guard.Hazard;

/// What was written for Plimsoll, because public sets whose licence allows a model that ships have few harmless
/// questions: everyday requests, harmless twins of harmful questions, and both beside the harmful ones they look like.
/// All of it is learned from, and none is measured.
final class OwnTexts {
    static final String OURS = "ours: ";
    static final String DISGUISED_SET = OURS + "harmless disguises";
    private static final long SEED = 1;
    /// More did not help on sets that were held out.
    private static final int EVERYDAY = 14_000;
    /// Of the forms that Mini learns, few: their sameness would outweigh what people really write.
    private static final int DEEDS = 2_000;
    private static final int TRICKS = 700;
    /// Harmless roles and ways of asking have more forms than tricks.
    private static final int ROLES = 1_400;
    /// Of the longer ones, and of roles as long: what goes from hand to hand has a page rather than a sentence.
    private static final int LONG_TRICKS = 800;
    private static final int LONG_ROLES = 1_600;
    /// What is said between questions: so short that few of them differ.
    private static final int TALK = 2_500;
    private static final int SHORT_ANSWERS = 2_500;
    private static final int REFUSALS = 200;
    /// So many harmless texts in each disguise: what is in it decides, not that there is one.
    private static final int DISGUISED = 60;

    private OwnTexts() {}

    static List<Text> all() throws IOException {
        var asking = new Asking(SEED);
        var texts = new ArrayList<Text>();
        twins().forEach(text -> add(texts, Task.HARMFUL, "harmless twins", Sample.good(text)));
        asking.drawn(text("everyday.txt"), "requests", EVERYDAY)
                .forEach(text -> add(texts, Task.HARMFUL, "everyday requests", Sample.good(text)));
        for (var wrapper : Wrapper.values()) {
            asking.drawn(text("everyday.txt"), "requests", DISGUISED)
                    .forEach(text -> add(texts, Task.HARMFUL, "harmless disguises", Sample.good(wrapper.on(text))));
        }
        asking.harmful(DEEDS)
                .forEach(harm -> add(
                        texts,
                        Task.HARMFUL,
                        "harmful deeds",
                        new Sample(harm.text(), true, Optional.of(Hazard.valueOf(harm.hazard())))));
        asking.harmless(DEEDS).forEach(text -> add(texts, Task.HARMFUL, "harmless deeds", Sample.good(text)));
        asking.drawn(text("tricks.txt"), "jailbreaks", TRICKS)
                .forEach(text -> add(texts, Task.JAILBREAK, "tricks", Sample.bad(text)));
        asking.drawn(text("tricks.txt"), "harmless", ROLES)
                .forEach(text -> add(texts, Task.JAILBREAK, "harmless roles", Sample.good(text)));
        asking.drawn(text("tricks.txt"), "longer", LONG_TRICKS)
                .forEach(text -> add(texts, Task.JAILBREAK, "long tricks", Sample.bad(text)));
        asking.drawn(text("tricks.txt"), "longroles", LONG_ROLES)
                .forEach(text -> add(texts, Task.JAILBREAK, "long harmless roles", Sample.good(text)));
        asking.drawn(text("talk.txt"), "short", TALK)
                .forEach(text -> add(texts, Task.HARMFUL, "talk", Sample.good(text)));
        asking.drawn(text("talk.txt"), "short", SHORT_ANSWERS)
                .forEach(text -> add(texts, Task.ANSWER, "short answers", Sample.good(text)));
        asking.drawn(text("refusals.txt"), "refusals", REFUSALS)
                .forEach(text -> add(texts, Task.ANSWER, "refusals", Sample.good(text)));
        return texts;
    }

    private static void add(List<Text> texts, Task task, String set, Sample sample) {
        texts.add(new Text(task, OURS + set, Part.LEARN, sample));
    }

    private static List<String> twins() throws IOException {
        return text("twins.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .flatMap(OwnTexts::filled)
                .toList();
    }

    /// A line is a pattern; what stands in braces, with bars between, is each put in.
    private static Stream<String> filled(String pattern) {
        int open = pattern.indexOf('{');
        int close = pattern.indexOf('}', open);
        if (open < 0 || close < 0) {
            return Stream.of(pattern);
        }
        return Stream.of(pattern.substring(open + 1, close).split("\\|", -1))
                .flatMap(word -> filled(pattern.substring(0, open) + word + pattern.substring(close + 1)));
    }

    private static String text(String file) throws IOException {
        try (var in = OwnTexts.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
