package plimsoll.app.mini;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All classes of the grammar, their shares, and how turns become conversations.
final class Grammar {
    static final String FACTS = "facts";
    static final String REFUSALS = "refusals";
    static final String GUARD = "guard";
    static final String UNKNOWN = "unknown";
    static final String HARMLESS = "harmless";
    static final String STORIES = "stories";
    private static final String PLAY = "play";
    private static final String TALK = "talk";

    /// So many conversations in a hundred begin with a system message, and so many with another turn before.
    private static final int SYSTEM_PERCENT = 15;

    private static final int EARLIER_PERCENT = 10;

    private final Map<String, Integer> shares = new LinkedHashMap<>();
    private final Map<String, Turns> classes = new LinkedHashMap<>();
    private final Facts facts;
    private final Play play;
    private final List<String> systems;
    private final Set<String> followUps = new HashSet<>();

    Grammar() {
        var forms = Lists.named("forms.txt");
        var words = Lists.named("words.txt");
        var speech = new Speech(forms);
        var deeds = new Deeds(forms, speech);
        var unknowns = new Unknowns(forms, deeds, speech);
        var smallTalk = new SmallTalk();
        systems = forms.getOrDefault("systems", List.of());
        facts = new Facts(forms, speech);
        play = new Play(words, speech);
        var stories = new Stories(words);
        add(FACTS, 23, facts);
        add(TALK, 9, smallTalk);
        add(REFUSALS, 15, new Refusals(deeds));
        add(HARMLESS, 8, unknowns::deed);
        add(UNKNOWN, 18, unknowns);
        add(
                GUARD,
                19,
                new Guarding(deeds, List.of(unknowns::deed, unknowns::deed, unknowns, facts, smallTalk, stories)));
        add(PLAY, 6, play);
        add(STORIES, 2, stories);
    }

    private void add(String kind, int percent, Turns turns) {
        shares.put(kind, percent);
        classes.put(kind, turns);
    }

    /// The classes, with their parts of a hundred.
    Map<String, Integer> shares() {
        return shares;
    }

    /// One turn of a class, or two that belong together.
    List<Turn> draw(String kind, Dice dice) {
        if (kind.equals(FACTS) && dice.oneIn(8)) {
            return following(facts.talk(dice));
        }
        if (kind.equals(PLAY) && dice.oneIn(8)) {
            return following(play.name(dice));
        }
        return List.of(of(kind).draw(dice));
    }

    private List<Turn> following(List<Turn> turns) {
        followUps.add(turns.getLast().question());
        return turns;
    }

    /// Whether a question has been asked that is answered by what was said before it.
    boolean needsContext(String question) {
        return followUps.contains(question);
    }

    private Turns of(String kind) {
        var turns = classes.get(kind);
        if (turns == null) {
            throw new IllegalArgumentException("the grammar has no class " + kind);
        }
        return turns;
    }

    /// A conversation: some begin with a system message, or with a turn about something else. The guard's do not.
    Sample converse(String kind, List<Turn> turns, Dice dice) {
        var messages = new ArrayList<Message>();
        if (!kind.equals(GUARD)) {
            if (dice.below(100) < SYSTEM_PERCENT) {
                messages.add(new Message("system", dice.pick(systems)));
            }
            if (turns.size() == 1 && dice.below(100) < EARLIER_PERCENT) {
                earlier(dice).ifPresent(turn -> add(messages, turn));
            }
        }
        turns.forEach(turn -> add(messages, turn));
        return new Sample(kind, messages);
    }

    private Optional<Turn> earlier(Dice dice) {
        var turn = of(dice.pick(List.of(FACTS, TALK, UNKNOWN, REFUSALS))).draw(dice);
        return Optional.of(turn).filter(drawn -> !drawn.held());
    }

    /// A turn by itself.
    Sample bare(String kind, Turn turn) {
        var messages = new ArrayList<Message>();
        add(messages, turn);
        return new Sample(kind, messages);
    }

    private static void add(List<Message> messages, Turn turn) {
        messages.add(new Message("user", turn.question()));
        messages.add(new Message("assistant", turn.answer()));
    }
}
