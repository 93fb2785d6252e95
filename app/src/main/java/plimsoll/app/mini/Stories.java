package plimsoll.app.mini;

import java.util.List;
import java.util.Map;

/// Short stories from templates, about whom the question names or about anybody.
final class Stories implements Turns {
    private static final List<String> TALES = List.of(
            "Once there was a {mood} {animal} called {name}. It lived {place} and found {thing}. It gave it to a friend,"
                    + " and both were glad.",
            "{name} the {animal} lived {place}. One morning {thing} lay at the door. {name} was {mood} and carried it"
                    + " home before the rain came.",
            "A {animal} named {name} had lost {thing} {place}. All day it searched. In the evening a {mood} stranger"
                    + " brought it back.");

    private final Map<String, List<String>> words;

    Stories(Map<String, List<String>> words) {
        this.words = words;
    }

    @Override
    public Turn draw(Dice dice) {
        var name = pick("names", dice);
        var animal = pick("animals", dice);
        var tale = Pattern.say(dice.pick(TALES), dice, slot -> switch (slot) {
            case "name" -> name;
            case "animal" -> animal;
            case "mood" -> pick("moods", dice);
            case "place" -> pick("places", dice);
            case "thing" -> pick("things", dice);
            default -> throw new IllegalStateException("no tale has {" + slot + "}");
        });
        if (dice.oneIn(2)) {
            return new Turn(Speech.plain(pick("storyforms", dice), dice), tale, false);
        }
        var about = dice.oneIn(2) ? "a " + animal : "a %s named %s".formatted(animal, name);
        return new Turn(
                Speech.sentences(pick("storyabout", dice).replace("{x}", about)),
                tale,
                Fingerprint.heldOut(about, HELD_ONE_IN));
    }

    private String pick(String list, Dice dice) {
        return dice.pick(words.getOrDefault(list, List.of()));
    }
}
