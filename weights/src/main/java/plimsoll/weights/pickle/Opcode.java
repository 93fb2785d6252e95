package plimsoll.weights.pickle;

import org.jspecify.annotations.Nullable;

/// The instructions of pickle protocols 0 to 5 (CPython, `Lib/pickletools.py`).
enum Opcode {
    PROTO(0x80),
    FRAME(0x95),
    STOP('.'),
    MARK('('),
    POP('0'),
    POP_MARK('1'),
    DUP('2'),
    INT('I'),
    BININT('J'),
    BININT1('K'),
    BININT2('M'),
    LONG('L'),
    LONG1(0x8a),
    LONG4(0x8b),
    NONE('N'),
    NEWTRUE(0x88),
    NEWFALSE(0x89),
    FLOAT('F'),
    BINFLOAT('G'),
    STRING('S'),
    BINSTRING('T'),
    SHORT_BINSTRING('U'),
    BINBYTES('B'),
    SHORT_BINBYTES('C'),
    BINBYTES8(0x8e),
    BYTEARRAY8(0x96),
    NEXT_BUFFER(0x97),
    READONLY_BUFFER(0x98),
    UNICODE('V'),
    BINUNICODE('X'),
    SHORT_BINUNICODE(0x8c),
    BINUNICODE8(0x8d),
    EMPTY_LIST(']'),
    LIST('l'),
    APPEND('a'),
    APPENDS('e'),
    EMPTY_TUPLE(')'),
    TUPLE('t'),
    TUPLE1(0x85),
    TUPLE2(0x86),
    TUPLE3(0x87),
    EMPTY_DICT('}'),
    DICT('d'),
    SETITEM('s'),
    SETITEMS('u'),
    EMPTY_SET(0x8f),
    ADDITEMS(0x90),
    FROZENSET(0x91),
    GET('g'),
    BINGET('h'),
    LONG_BINGET('j'),
    PUT('p'),
    BINPUT('q'),
    LONG_BINPUT('r'),
    MEMOIZE(0x94),
    GLOBAL('c'),
    STACK_GLOBAL(0x93),
    INST('i'),
    OBJ('o'),
    NEWOBJ(0x81),
    NEWOBJ_EX(0x92),
    REDUCE('R'),
    BUILD('b'),
    EXT1(0x82),
    EXT2(0x83),
    EXT4(0x84),
    PERSID('P'),
    BINPERSID('Q');

    private static final @Nullable Opcode[] BY_CODE = new Opcode[256];

    static {
        for (var opcode : values()) {
            BY_CODE[opcode.code] = opcode;
        }
    }

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    /// The byte that stands for it.
    int code() {
        return code;
    }

    /// The instruction of a byte; null for none.
    static @Nullable Opcode of(int code) {
        return BY_CODE[code];
    }
}
