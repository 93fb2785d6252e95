package plimsoll.app.mini;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What Mini knows of Plimsoll and of open models: each topic says what it is and why it matters.
final class Facts implements Turns {
    /// @param what the answer to what it is
    /// @param why the answer to why it matters
    record Topic(List<Subject> names, String what, String why) {
        Topic {
            names = List.copyOf(names);
        }
    }

    private final List<Topic> topics = new ArrayList<>();
    private final List<String> what;
    private final List<String> why;
    private final List<String> followUps;
    private final Speech speech;

    Facts(Map<String, List<String>> forms, Speech speech) {
        what = forms.getOrDefault("what", List.of());
        why = forms.getOrDefault("why", List.of());
        followUps = forms.getOrDefault("followups", List.of());
        this.speech = speech;
        for (var block : Lists.blocks("facts.txt")) {
            var names = List.of(block.getFirst().split(" / ")).stream()
                    .map(Subject::of)
                    .toList();
            topics.add(new Topic(names, block.get(1), block.get(2)));
        }
    }

    @Override
    public Turn draw(Dice dice) {
        var topic = dice.pick(topics);
        return dice.below(5) < 3 ? ask(topic, what, topic.what(), dice) : ask(topic, why, topic.why(), dice);
    }

    /// A question what something is, and one that only the first explains.
    List<Turn> talk(Dice dice) {
        var topic = dice.pick(topics);
        var first = ask(topic, what, topic.what(), dice);
        var next = Speech.plain(dice.pick(followUps), dice);
        return List.of(first, new Turn(next, topic.why(), first.held()));
    }

    private Turn ask(Topic topic, List<String> forms, String answer, Dice dice) {
        var form = dice.pick(forms);
        var name = dice.pick(topic.names());
        boolean held = Fingerprint.heldOut(form, 2 * HELD_ONE_IN)
                || Fingerprint.heldOut(form + "|" + name.text(), 2 * HELD_ONE_IN);
        return new Turn(speech.dress(name.in(form, dice), dice), answer, held);
    }
}
