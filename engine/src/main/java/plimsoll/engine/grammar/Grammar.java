package plimsoll.engine.grammar;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plimsoll.engine.grammar.Automaton.Place;
import plimsoll.engine.json.Json;

/// A form that an answer has to keep to. Any number of threads, and of answers at once.
public final class Grammar {
    /// What it takes to look through one vocabulary, in bytes walked: a mask of a real one walks a million.
    private static final int MAX_WALK = 20_000_000;

    /// What of it may be worked out for the first time, in steps of the automaton: some tenths of a second.
    private static final long MAX_FRESH_WORK = 5_000_000;

    /// Masks that are remembered, 16 to 32 kB each.
    private static final int MAX_MASKS = 256;

    private final Automaton automaton;

    /// The oldest goes first. A grammar serves one model; should it serve another, the masks begin anew.
    private final Map<Place, BitSet> masks = new LinkedHashMap<>(16, 0.75f, true);

    private @Nullable TokenOrder order;

    private Grammar(Automaton automaton) {
        this.automaton = automaton;
    }

    /// A grammar in the notation of llama.cpp, which begins with the rule `root`.
    ///
    /// @throws GrammarRefused when it is broken or beyond a limit
    public static Grammar gbnf(String rules) throws GrammarRefused {
        return new Grammar(new GbnfParser(rules).parse());
    }

    /// JSON that keeps to a schema.
    ///
    /// @throws GrammarRefused when a keyword of it is not known here, which the message names, or it is beyond a
    /// limit
    public static Grammar schema(Json schema) throws GrammarRefused {
        return new Grammar(new SchemaCompiler(schema).compile());
    }

    /// JSON that keeps to a schema, between two texts.
    ///
    /// @throws GrammarRefused as for [#schema]
    public static Grammar between(String before, Json schema, String after) throws GrammarRefused {
        return new Grammar(new SchemaCompiler(schema).compile(before, after));
    }

    /// Any JSON object.
    public static Grammar anyObject() throws GrammarRefused {
        return schema(new Json.Members(new LinkedHashMap<>(Map.of("type", new Json.Text("object")))));
    }

    /// An answer that has not begun yet.
    public GrammarState start(TokenOrder tokens) {
        return new GrammarState(this, tokens, automaton.start());
    }

    /// The tokens that may come at a place. Not to be changed.
    synchronized BitSet mask(Place place, TokenOrder tokens) {
        if (!tokens.equals(order)) {
            masks.clear();
            order = tokens;
        }
        var known = masks.get(place);
        if (known == null) {
            known = walk(place, tokens);
            if (masks.size() >= MAX_MASKS) {
                masks.remove(masks.keySet().iterator().next());
            }
            masks.put(place, known);
        }
        return known;
    }

    // Along the order of the bytes: what a token shares with the one before has been walked already, and when a
    // beginning leads nowhere all tokens with that beginning are passed over.
    private BitSet walk(Place place, TokenOrder tokens) {
        var allowed = new BitSet(tokens.size());
        var path = new Place[64];
        path[0] = place;
        int alive = 0;
        long walked = 0;
        long spent = automaton.spent();
        for (int i = 0; i < tokens.count(); i++) {
            int from = tokens.shared(i);
            if (from > alive) {
                continue;
            }
            var bytes = tokens.bytes(i);
            if (path.length <= bytes.length) {
                path = java.util.Arrays.copyOf(path, 2 * bytes.length);
            }
            int at = from;
            alive = from;
            while (at < bytes.length) {
                var next = path[at].after(bytes[at] & 0xFF);
                if (next.isDead() && !next.isAccepting()) {
                    break;
                }
                path[++at] = next;
                alive = at;
            }
            walked += at - from + 1;
            if (walked > MAX_WALK || automaton.spent() - spent > MAX_FRESH_WORK) {
                throw new GrammarTooExpensive("one token of the grammar took more than %d steps".formatted(walked));
            }
            if (at == bytes.length) {
                allowed.set(tokens.id(i));
            }
        }
        return allowed;
    }
}
