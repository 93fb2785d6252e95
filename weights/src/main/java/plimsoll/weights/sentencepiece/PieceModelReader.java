package plimsoll.weights.sentencepiece;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import plimsoll.weights.reading.Utf8;
import plimsoll.weights.sentencepiece.PieceModel.Cut;
import plimsoll.weights.sentencepiece.PieceModel.Marks;
import plimsoll.weights.sentencepiece.PieceModel.Normalisation;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.MalformedWeights.Fault;

/// Reads a `tokenizer.model`: the message `ModelProto` of SentencePiece's `sentencepiece_model.proto`, whose field
/// numbers and defaults these are. What is not needed is passed over.
final class PieceModelReader {
    /// The largest published one has 5 MB.
    private static final long MAX_FILE_BYTES = 64 << 20;

    private static final int MAX_PIECES = 1 << 20;
    private static final int MAX_PIECE_BYTES = 16 << 10;

    /// The largest published one has 240 kB.
    private static final int MAX_CHARSMAP_BYTES = 8 << 20;

    private static final int UNIGRAM = 1;
    private static final int BPE = 2;

    private final List<Piece> pieces = new ArrayList<>();
    private int modelType = UNIGRAM;
    private int unknown;
    private int begin = 1;
    private int end = 2;
    private int padding = -1;
    private boolean blankLast;
    private byte[] charsmap = new byte[0];
    private boolean addsPrefix = true;
    private boolean singleSpaces = true;
    private boolean marksBlanks = true;

    private PieceModelReader() {}

    static PieceModel read(Path file) throws IOException {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new MalformedWeights(Fault.TOO_LONG, 0, "more than %d bytes".formatted(MAX_FILE_BYTES));
            }
            return read(ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (MalformedWeights refused) {
            throw refused.in(String.valueOf(file.getFileName()));
        }
    }

    static PieceModel read(ByteBuffer bytes) throws MalformedWeights {
        var reader = new PieceModelReader();
        var model = new ProtobufFields(bytes, 0);
        while (model.next()) {
            switch (model.number()) {
                case 1 -> reader.piece(model.message());
                case 2 -> reader.training(model.message());
                case 3 -> reader.normalisation(model.message());
                default -> model.skip();
            }
        }
        return reader.build();
    }

    private void piece(ProtobufFields fields) throws MalformedWeights {
        if (pieces.size() == MAX_PIECES) {
            throw fields.fault(Fault.TOO_MANY, "more than %d pieces".formatted(MAX_PIECES));
        }
        var text = "";
        float score = 0;
        var kind = Piece.Kind.NORMAL;
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> text = text(fields);
                case 2 -> score = fields.real();
                case 3 -> kind = kind(fields);
                default -> fields.skip();
            }
        }
        if (!Float.isFinite(score)) {
            throw fields.fault(Fault.WRONG_VALUE, "piece %d has the score %s".formatted(pieces.size(), score));
        }
        pieces.add(new Piece(text, score, kind));
    }

    private static String text(ProtobufFields fields) throws MalformedWeights {
        var part = fields.part(MAX_PIECE_BYTES);
        var bytes = new byte[part.remaining()];
        part.get(bytes);
        try {
            return Utf8.strict(bytes, bytes.length);
        } catch (CharacterCodingException broken) {
            throw fields.fault(Fault.NOT_UTF8, "a piece that is not UTF-8");
        }
    }

    private static Piece.Kind kind(ProtobufFields fields) throws MalformedWeights {
        int number = fields.number32();
        for (var kind : Piece.Kind.values()) {
            if (kind.number() == number) {
                return kind;
            }
        }
        throw fields.fault(Fault.UNKNOWN_TYPE, "a piece of the kind " + number);
    }

    private void training(ProtobufFields fields) throws MalformedWeights {
        while (fields.next()) {
            switch (fields.number()) {
                case 3 -> modelType = fields.number32();
                case 24 -> blankLast = fields.flag();
                case 40 -> unknown = fields.number32();
                case 41 -> begin = fields.number32();
                case 42 -> end = fields.number32();
                case 43 -> padding = fields.number32();
                default -> fields.skip();
            }
        }
    }

    private void normalisation(ProtobufFields fields) throws MalformedWeights {
        while (fields.next()) {
            switch (fields.number()) {
                case 2 -> {
                    var part = fields.part(MAX_CHARSMAP_BYTES);
                    charsmap = new byte[part.remaining()];
                    part.get(charsmap);
                }
                case 3 -> addsPrefix = fields.flag();
                case 4 -> singleSpaces = fields.flag();
                case 5 -> marksBlanks = fields.flag();
                default -> fields.skip();
            }
        }
    }

    private PieceModel build() throws MalformedWeights {
        if (pieces.isEmpty()) {
            throw new MalformedWeights(Fault.NOT_THIS_FORMAT, 0, "no model of SentencePiece: it has no pieces");
        }
        if (!marksBlanks || blankLast) {
            throw new MalformedWeights(Fault.UNKNOWN_TYPE, 0, "blanks are not marked in front of words");
        }
        var cut = switch (modelType) {
            case UNIGRAM -> Cut.UNIGRAM;
            case BPE -> Cut.MERGES;
            default ->
                throw new MalformedWeights(
                        Fault.UNKNOWN_TYPE,
                        0,
                        "a model of the type %d, where unigram (1) and BPE (2) are read".formatted(modelType));
        };
        return new PieceModel(
                cut,
                pieces,
                new Marks(within(unknown), within(begin), within(end), within(padding)),
                new Normalisation(MemorySegment.ofArray(charsmap).asReadOnly(), addsPrefix, singleSpaces));
    }

    private int within(int number) {
        return number >= 0 && number < pieces.size() ? number : -1;
    }
}
