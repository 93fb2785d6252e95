package plimsoll.app.mini;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Capitals, opposites, kinds of things, and words to say again.
final class Play implements Turns {
    private static final List<String> NUMBERS = List.of("one", "two", "three", "four", "five");
    private static final List<String> AGAIN = List.of(
            "repeat: {x}", "say {x}.", "repeat after me: {x}", "say again: {x}", "write {x}.", "repeat the words {x}.");

    private final Map<String, List<String>> words;
    private final Speech speech;

    Play(Map<String, List<String>> words, Speech speech) {
        this.words = words;
        this.speech = speech;
    }

    @Override
    public Turn draw(Dice dice) {
        return switch (dice.below(8)) {
            case 0, 1, 2 -> capital(dice);
            case 3, 4 -> opposite(dice);
            case 5, 6 -> kind(dice);
            default -> again(dice);
        };
    }

    /// Two turns, of which the second can only be answered from the first.
    List<Turn> name(Dice dice) {
        var name = pick("names", dice);
        var told = Pattern.say(
                "[my name is|I am|I'm|call me|you can call me|hello, I am|hi! my name is] {x}.", dice, _ -> name);
        var asked = Pattern.say("[what is my name|do you know my name|what am I called|what's my name]?", dice);
        return List.of(
                new Turn(Speech.sentences(told), "Nice to meet you, %s.".formatted(name), false),
                new Turn(Speech.plain(asked, dice), "Your name is %s.".formatted(name), false));
    }

    private Turn capital(Dice dice) {
        var pair = pick("capitals", dice).split(" / ", 2);
        return turn("capitalforms", pair[0], "The capital of %s is %s.".formatted(pair[0], pair[1]), dice);
    }

    private Turn opposite(Dice dice) {
        var pair = pick("opposites", dice).split(" / ", 2);
        int asked = dice.below(2);
        return turn(
                "oppositeforms",
                pair[asked],
                "The opposite of %s is %s.".formatted(pair[asked], pair[1 - asked]),
                dice);
    }

    private Turn kind(Dice dice) {
        var kind = pick("kinds", dice).split(" / ", 2);
        int count = 2 + dice.below(4);
        var things = Stream.of(kind[1].split(", ")).limit(count).collect(Collectors.joining(", "));
        var number = dice.oneIn(4) ? Integer.toString(count) : NUMBERS.get(count - 1);
        var form = pick("kindforms", dice);
        var bare = form.replace("{n}", number).replace("{x}", kind[0]);
        return new Turn(speech.dress(bare, dice), things + ".", held(form, number + kind[0]));
    }

    private Turn again(Dice dice) {
        var items = new ArrayList<>(words.getOrDefault("items", List.of()));
        dice.shuffle(items);
        var said = String.join(" ", items.subList(0, 1 + dice.below(4)));
        if (dice.oneIn(3)) {
            var form = "say \"%s\" %s times.".formatted(items.getFirst(), "{n}");
            int times = 2 + dice.below(2);
            var answer = String.join(" ", Collections.nCopies(times, items.getFirst()));
            return new Turn(Speech.sentences(form.replace("{n}", NUMBERS.get(times - 1))), answer, held("say", answer));
        }
        var form = dice.pick(AGAIN);
        return new Turn(Speech.sentences(form.replace("{x}", said)), said, held(form, said));
    }

    private Turn turn(String forms, String asked, String answer, Dice dice) {
        var form = pick(forms, dice);
        return new Turn(speech.dress(form.replace("{x}", asked), dice), answer, held(form, asked));
    }

    private static boolean held(String form, String asked) {
        return Fingerprint.heldOut(form + "|" + asked, HELD_ONE_IN);
    }

    private String pick(String list, Dice dice) {
        return dice.pick(words.getOrDefault(list, List.of()));
    }
}
