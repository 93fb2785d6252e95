package plimsoll.engine.grammar;

import java.util.BitSet;
import plimsoll.engine.grammar.Automaton.Place;

/// How far one answer has come in its grammar. One thread; a copy is cheap.
public final class GrammarState {
    private final Grammar grammar;
    private final TokenOrder tokens;
    private Place place;
    private boolean ended;

    GrammarState(Grammar grammar, TokenOrder tokens, Place place) {
        this.grammar = grammar;
        this.tokens = tokens;
        this.place = place;
    }

    /// The same place, to try something from.
    public GrammarState copy() {
        var copy = new GrammarState(grammar, tokens, place);
        copy.ended = ended;
        return copy;
    }

    /// Whether the answer may end here.
    public boolean mayEnd() {
        return ended || place.isAccepting();
    }

    /// Makes impossible what may not come next. Tokens that end an answer stay possible only where it may end; with
    /// every other token gone, one of them is all that is left.
    ///
    /// @param logits one a token; those that may not come become negative infinity
    /// @throws GrammarTooExpensive when that takes too much work
    public void mask(float[] logits) {
        var allowed = allowed();
        for (int id = 0; id < logits.length; id++) {
            boolean possible = id < tokens.size() && (tokens.ends(id) ? mayEnd() : allowed.get(id));
            if (!possible) {
                logits[id] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    /// Whether this token may come next.
    public boolean allows(int token) {
        return tokens.ends(token) ? mayEnd() : allowed().get(token);
    }

    private BitSet allowed() {
        return ended ? new BitSet() : grammar.mask(place, tokens);
    }

    /// Goes on by a token.
    ///
    /// @return whether it was allowed; if not, nothing has changed
    public boolean accept(int token) {
        if (tokens.ends(token)) {
            boolean may = mayEnd();
            ended |= may;
            return may;
        }
        var bytes = tokens.bytesOf(token);
        if (ended || bytes.length == 0) {
            return false;
        }
        var next = place;
        for (byte b : bytes) {
            next = next.after(b & 0xFF);
        }
        boolean may = !next.isDead() || next.isAccepting();
        place = may ? next : place;
        return may;
    }
}
