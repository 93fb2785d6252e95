package plimsoll.weights.sentencepiece;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.MalformedWeights.Fault;

/// The fields of one message in Protocol Buffers' binary form, in the order of the file. Groups, which nobody
/// writes any more, are not read.
final class ProtobufFields {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int COUNTED = 2;
    private static final int FOUR_BYTES = 5;

    private static final int MOST_VARINT_BITS = 64;

    private final ByteBuffer bytes;
    private final long offset;
    private int number;
    private int form;

    /// @param offset of the message in the file
    ProtobufFields(ByteBuffer message, long offset) {
        this.bytes = message.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.offset = offset;
    }

    /// Goes on to the next field, whose value has to be taken or skipped. False at the end.
    boolean next() throws MalformedWeights {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long key = varint();
        number = (int) (key >>> 3);
        form = (int) key & 7;
        if (key >>> 3 < 1 || key >>> 3 > (1 << 29) - 1) {
            throw fault(Fault.SYNTAX, "a field with the number " + Long.toUnsignedString(key >>> 3));
        }
        return true;
    }

    int number() {
        return number;
    }

    /// A whole number.
    long whole() throws MalformedWeights {
        require(VARINT);
        return varint();
    }

    /// A number of 32 bits with a sign.
    int number32() throws MalformedWeights {
        return (int) whole();
    }

    boolean flag() throws MalformedWeights {
        return whole() != 0;
    }

    float real() throws MalformedWeights {
        require(FOUR_BYTES);
        room(Float.BYTES);
        return bytes.getFloat();
    }

    /// Bytes, a text or a message inside.
    ///
    /// @param most how many are allowed
    ByteBuffer part(int most) throws MalformedWeights {
        require(COUNTED);
        int length = length();
        if (length > most) {
            throw fault(Fault.TOO_LONG, "field %d of %d bytes, where %d are allowed".formatted(number, length, most));
        }
        var part = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return part;
    }

    /// A message inside.
    ProtobufFields message() throws MalformedWeights {
        var part = part(Integer.MAX_VALUE);
        return new ProtobufFields(part, offset + bytes.position() - part.remaining());
    }

    void skip() throws MalformedWeights {
        switch (form) {
            case VARINT -> varint();
            case EIGHT_BYTES -> pass(Long.BYTES);
            case COUNTED -> pass(length());
            case FOUR_BYTES -> pass(Integer.BYTES);
            default -> throw fault(Fault.SYNTAX, "field %d has the form %d, which is none".formatted(number, form));
        }
    }

    private int length() throws MalformedWeights {
        long length = varint();
        if (length < 0 || length > bytes.remaining()) {
            throw fault(
                    Fault.TRUNCATED,
                    "field %d of %s bytes, where %d are left"
                            .formatted(number, Long.toUnsignedString(length), bytes.remaining()));
        }
        return (int) length;
    }

    private void pass(int count) throws MalformedWeights {
        room(count);
        bytes.position(bytes.position() + count);
    }

    private void room(int count) throws MalformedWeights {
        if (bytes.remaining() < count) {
            throw fault(Fault.TRUNCATED, "the end within field " + number);
        }
    }

    private void require(int wanted) throws MalformedWeights {
        if (form != wanted) {
            throw fault(Fault.WRONG_VALUE, "field %d has the form %d, not %d".formatted(number, form, wanted));
        }
    }

    private long varint() throws MalformedWeights {
        long value = 0;
        for (int shift = 0; shift < MOST_VARINT_BITS; shift += 7) {
            room(1);
            byte next = bytes.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw fault(Fault.SYNTAX, "a number of more than ten bytes");
    }

    MalformedWeights fault(Fault fault, String reason) {
        return new MalformedWeights(fault, offset + bytes.position(), reason);
    }
}
