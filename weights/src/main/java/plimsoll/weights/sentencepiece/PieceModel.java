package plimsoll.weights.sentencepiece;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import plimsoll.weights.tensors.MalformedWeights;

/// A `tokenizer.model` of SentencePiece, or what says the same elsewhere.
///
/// @param cut how text is cut into pieces
/// @param pieces by number
public record PieceModel(Cut cut, List<Piece> pieces, Marks marks, Normalisation normalisation) {
    /// The two ways that language models use.
    public enum Cut {
        /// Of all ways the one whose scores add up to the most.
        UNIGRAM,
        /// Neighbours merge, the best score first.
        MERGES
    }

    /// The numbers of the pieces with a use, -1 where there is none.
    public record Marks(int unknown, int begin, int end, int padding) {}

    /// What is done to text first.
    ///
    /// @param charsmap the compiled replacements; of no bytes when there are none
    /// @param addsPrefix whether a blank is put in front
    /// @param singleSpaces whether runs of blanks become one, and those at the ends none
    public record Normalisation(MemorySegment charsmap, boolean addsPrefix, boolean singleSpaces) {}

    public PieceModel {
        pieces = List.copyOf(pieces);
    }

    /// Reads a file.
    ///
    /// @throws MalformedWeights when it is none, breaks a limit, or asks for what is not known here; the
    ///     reason names it
    /// @throws IOException when it cannot be read
    public static PieceModel read(Path file) throws IOException {
        return PieceModelReader.read(file);
    }
}
