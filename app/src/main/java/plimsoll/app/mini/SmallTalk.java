package plimsoll.app.mini;

import java.util.ArrayList;
import java.util.List;

/// Who Mini is, greetings, thanks and goodbyes.
final class SmallTalk implements Turns {
    private record Group(List<String> questions, String answer) {}

    private final List<Group> groups = new ArrayList<>();

    SmallTalk() {
        for (var block : Lists.blocks("self.txt")) {
            groups.add(new Group(
                    block.subList(0, block.size() - 1), block.getLast().substring(2)));
        }
    }

    @Override
    public Turn draw(Dice dice) {
        var group = dice.pick(groups);
        var bare = Pattern.say(dice.pick(group.questions()), dice);
        return new Turn(Speech.plain(bare, dice), group.answer(), Fingerprint.heldOut(bare, 2 * HELD_ONE_IN));
    }
}
