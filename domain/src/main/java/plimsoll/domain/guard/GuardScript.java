package plimsoll.domain.guard;

import java.util.ArrayList;
import java.util.List;

/// What a guard's model is given: pieces of text, of which only those that the form wrote may hold special tokens.
public record GuardScript(List<Piece> pieces) {
    public GuardScript {
        pieces = joined(pieces);
    }

    /// Vocabularies cut a text otherwise where a piece ends, so neighbours of one kind are one piece.
    private static List<Piece> joined(List<Piece> pieces) {
        var joined = new ArrayList<Piece>();
        for (var piece : pieces) {
            if (!joined.isEmpty() && joined.getLast().form() == piece.form()) {
                joined.set(joined.size() - 1, new Piece(joined.getLast().text() + piece.text(), piece.form()));
            } else {
                joined.add(piece);
            }
        }
        return List.copyOf(joined);
    }

    /// A piece.
    ///
    /// @param form whether it is the form's own, so that `<|eot_id|>` in it is a token and not seven characters
    public record Piece(String text, boolean form) {}

    /// The same with the beginning of an answer behind it.
    public GuardScript answering(String begun) {
        var more = new ArrayList<>(pieces);
        more.add(new Piece(begun, false));
        return new GuardScript(more);
    }

    /// All pieces as one text.
    public String text() {
        var text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }
}
