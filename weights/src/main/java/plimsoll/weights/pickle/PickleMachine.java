package plimsoll.weights.pickle;

import static plimsoll.weights.findings.Verdict.DANGEROUS;
import static plimsoll.weights.findings.Verdict.SUSPICIOUS;
import static plimsoll.weights.findings.Verdict.UNFINISHED;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import plimsoll.weights.pickle.Value.Global;
import plimsoll.weights.pickle.Value.Made;
import plimsoll.weights.pickle.Value.Mapping;
import plimsoll.weights.pickle.Value.Persistent;
import plimsoll.weights.pickle.Value.Plain;
import plimsoll.weights.pickle.Value.Sequence;
import plimsoll.weights.pickle.Value.Text;
import plimsoll.weights.pickle.Value.Whole;
import plimsoll.weights.reading.ForwardBytes;

/// Runs one pickle as an unpickler would, from its first instruction to STOP, with symbols in the place of what it
/// imports and makes. Nothing is imported and nothing is called.
final class PickleMachine {
    private static final int MOST_INSTRUCTIONS = 5_000_000;
    private static final int NEWEST_PROTOCOL = 5;

    /// Without one of these a pickle is plain values, whatever else is in it.
    private static final Set<Opcode> OUTSIDE = EnumSet.of(
            Opcode.GLOBAL,
            Opcode.STACK_GLOBAL,
            Opcode.INST,
            Opcode.EXT1,
            Opcode.EXT2,
            Opcode.EXT4,
            Opcode.PERSID,
            Opcode.BINPERSID);

    /// Honest writers never duplicate.
    private static final int MOST_DUPLICATES = 100;

    /// So many values would come of a file that has a hundredth of them: an attack on the reader's memory.
    private static final long MOST_WEIGHT = 100_000_000;

    /// Reads of containers from the memo, for each that is kept there: the thresholds of fickling. Below the first
    /// number nobody is hurt.
    private static final int FEW_READS = 100;

    private static final long MANY_READS = 10;
    private static final long TOO_MANY_READS = 50;

    private final ForwardBytes bytes;
    private final Literals literals;
    private final PickleStack stack;
    private final Judge judge;
    private final boolean hasStorages;
    private final Consumer<PickleImport> imports;

    // By their keys: tensors share them.
    private final Map<Value, Long> storages = new HashMap<>();
    private final long start;
    private long offset;
    private int instructions;
    private boolean reachesOut;
    private int duplicates;
    private int protocol;
    private long containersRead;
    private long containersKept;

    /// @param hasStorages whether tensors are stored beside the pickle, as torch does
    /// @param imports hears of each name that is imported
    PickleMachine(
            ForwardBytes bytes, PickleStack stack, Judge judge, boolean hasStorages, Consumer<PickleImport> imports) {
        this.bytes = bytes;
        this.start = bytes.position();
        this.literals = new Literals(bytes);
        this.stack = stack;
        this.judge = judge;
        this.hasStorages = hasStorages;
        this.imports = imports;
    }

    /// Where the instruction stands that was read last.
    long offset() {
        return offset;
    }

    /// How many instructions it came to.
    int instructions() {
        return instructions;
    }

    /// Whether it came to an instruction that brings in something from outside, or tries to.
    boolean reachesOut() {
        return reachesOut;
    }

    /// The size of all storages that were named.
    long storageBytes() {
        return storages.values().stream().reduce(0L, Value.Weights::sum);
    }

    /// Runs up to STOP.
    ///
    /// @return what the pickle stands for
    /// @throws PickleBroken where no unpickler would get any further, or a limit of ours is reached
    /// @throws java.io.EOFException when the bytes end before
    Value run() throws IOException {
        while (true) {
            offset = bytes.position();
            int code = bytes.next();
            var opcode = Opcode.of(code);
            if (opcode == null) {
                throw PickleBroken.malformed("0x%02x is no instruction of a pickle".formatted(code));
            }
            if (++instructions > MOST_INSTRUCTIONS) {
                throw PickleBroken.limit("more than %d instructions".formatted(MOST_INSTRUCTIONS));
            }
            if (opcode == Opcode.STOP) {
                compareReads();
                return stack.pop();
            }
            reachesOut |= OUTSIDE.contains(opcode);
            follow(opcode);
        }
    }

    private void compareReads() {
        if (containersRead > FEW_READS && containersRead > MANY_READS * Math.max(1, containersKept)) {
            boolean isAttack = containersRead > TOO_MANY_READS * Math.max(1, containersKept);
            judge.note(
                    isAttack ? DANGEROUS : SUSPICIOUS,
                    "pickle-expansion",
                    offset,
                    "reads containers from the memo %d times, which keeps %d"
                            .formatted(containersRead, containersKept));
        }
    }

    private void follow(Opcode opcode) throws IOException {
        switch (opcode) {
            case STOP, FRAME, PROTO, MARK, POP, POP_MARK, DUP -> order(opcode);
            case INT, LONG, BININT, BININT1, BININT2, LONG1, LONG4, NONE, NEWTRUE, NEWFALSE, FLOAT, BINFLOAT ->
                stack.push(number(opcode));
            case STRING, BINSTRING, SHORT_BINSTRING, UNICODE, BINUNICODE, SHORT_BINUNICODE, BINUNICODE8 ->
                stack.push(text(opcode));
            case BINBYTES, SHORT_BINBYTES, BINBYTES8, BYTEARRAY8, NEXT_BUFFER, READONLY_BUFFER -> buffer(opcode);
            case EMPTY_LIST, LIST, EMPTY_TUPLE, TUPLE, TUPLE1, TUPLE2, TUPLE3, EMPTY_DICT, DICT, EMPTY_SET, FROZENSET ->
                stack.push(container(opcode));
            case APPEND, APPENDS, ADDITEMS, SETITEM, SETITEMS -> fill(opcode);
            case GET, BINGET, LONG_BINGET, PUT, BINPUT, LONG_BINPUT, MEMOIZE -> remember(opcode);
            case GLOBAL, STACK_GLOBAL -> stack.push(imported(opcode));
            case INST, OBJ, NEWOBJ, NEWOBJ_EX, REDUCE, BUILD -> call(opcode);
            case EXT1, EXT2, EXT4 -> extension(opcode);
            case PERSID, BINPERSID -> persistent(opcode);
        }
    }

    private void order(Opcode opcode) throws IOException {
        switch (opcode) {
            case FRAME -> bytes.skip(Long.BYTES);
            case PROTO -> protocol();
            case MARK -> stack.mark();
            case POP -> stack.drop();
            case POP_MARK -> stack.popToMark();
            case DUP -> {
                stack.push(stack.top());
                if (++duplicates == MOST_DUPLICATES + 1) {
                    judge.note(SUSPICIOUS, "pickle-expansion", offset, "duplicates more often than any honest writer");
                }
            }
            default -> throw new IllegalStateException(opcode.name());
        }
    }

    private void protocol() throws IOException {
        protocol = bytes.next();
        if (protocol > NEWEST_PROTOCOL) {
            // A reader to come may know it, so the rest is followed all the same.
            judge.note(UNFINISHED, "pickle-version", offset, "protocol %d; 0 to 5 are known here".formatted(protocol));
        }
        if (offset != start) {
            judge.note(SUSPICIOUS, "pickle-protocol", offset, "names its protocol where no writer does");
        }
    }

    private Value number(Opcode opcode) throws IOException {
        return switch (opcode) {
            case INT, LONG -> literals.decimal();
            case BININT -> literals.whole(4);
            case BININT1 -> new Whole(bytes.number(1));
            case BININT2 -> new Whole(bytes.number(2));
            case LONG1 -> literals.whole(bytes.number(1));
            case LONG4 -> literals.whole(literals.length());
            case NONE -> Plain.NONE;
            case NEWTRUE -> Plain.TRUE;
            case NEWFALSE -> Plain.FALSE;
            case FLOAT -> literals.real();
            case BINFLOAT -> {
                bytes.skip(Double.BYTES);
                yield Plain.FLOAT;
            }
            default -> throw new IllegalStateException(opcode.name());
        };
    }

    private Value text(Opcode opcode) throws IOException {
        return switch (opcode) {
            case STRING -> literals.quoted();
            case BINSTRING -> literals.string(literals.length());
            case SHORT_BINSTRING -> literals.string(bytes.number(1));
            case UNICODE -> Literals.escaped(literals.line());
            case BINUNICODE -> literals.text(bytes.number(4));
            case SHORT_BINUNICODE -> literals.text(bytes.number(1));
            case BINUNICODE8 -> literals.text(bytes.number(8));
            default -> throw new IllegalStateException(opcode.name());
        };
    }

    private void buffer(Opcode opcode) throws IOException {
        switch (opcode) {
            case BINBYTES -> stack.push(literals.blob(bytes.number(4)));
            case SHORT_BINBYTES -> stack.push(literals.blob(bytes.number(1)));
            case BINBYTES8, BYTEARRAY8 -> stack.push(literals.blob(bytes.number(8)));
            case NEXT_BUFFER -> {
                judge.note(UNFINISHED, "pickle-buffer", offset, "needs bytes that are not in the file");
                stack.push(Plain.BUFFER);
            }
            case READONLY_BUFFER -> stack.top();
            default -> throw new IllegalStateException(opcode.name());
        }
    }

    private Value container(Opcode opcode) throws IOException {
        return switch (opcode) {
            case EMPTY_LIST -> new Sequence(Sequence.Kind.LIST);
            case LIST -> filled(Sequence.Kind.LIST, stack.popToMark());
            case EMPTY_SET -> new Sequence(Sequence.Kind.SET);
            case FROZENSET -> filled(Sequence.Kind.SET, stack.popToMark());
            case EMPTY_TUPLE -> new Sequence(Sequence.Kind.TUPLE);
            case TUPLE -> filled(Sequence.Kind.TUPLE, stack.popToMark());
            case TUPLE1 -> tupleOf(1);
            case TUPLE2 -> tupleOf(2);
            case TUPLE3 -> tupleOf(3);
            case EMPTY_DICT -> new Mapping();
            case DICT -> {
                var mapping = new Mapping();
                putAll(mapping, stack.popToMark());
                yield mapping;
            }
            default -> throw new IllegalStateException(opcode.name());
        };
    }

    private Sequence tupleOf(int count) throws PickleBroken {
        var values = new Value[count];
        for (int i = count - 1; i >= 0; i--) {
            values[i] = stack.pop();
        }
        return filled(Sequence.Kind.TUPLE, List.of(values));
    }

    private Sequence filled(Sequence.Kind kind, List<Value> values) throws PickleBroken {
        var sequence = new Sequence(kind);
        for (var value : values) {
            sequence.add(value);
        }
        weigh(sequence);
        return sequence;
    }

    private void fill(Opcode opcode) throws PickleBroken {
        var values = switch (opcode) {
            case APPEND -> List.of(stack.pop());
            case SETITEM -> {
                var value = stack.pop();
                yield List.of(stack.pop(), value);
            }
            default -> stack.popToMark();
        };
        var target = stack.top();
        switch (opcode) {
            case APPEND, APPENDS -> addAll(target, Sequence.Kind.LIST, values);
            case ADDITEMS -> addAll(target, Sequence.Kind.SET, values);
            default -> putAll(target, values);
        }
    }

    private void addAll(Value target, Sequence.Kind kind, List<Value> values) throws PickleBroken {
        if (target instanceof Sequence sequence && sequence.kind() == kind) {
            values.forEach(sequence::add);
            weigh(sequence);
        } else {
            judge.note(DANGEROUS, "pickle-items", offset, "adds to what is no list or set: " + Rendering.of(target, 1));
        }
    }

    private void putAll(Value target, List<Value> pairs) throws PickleBroken {
        if (pairs.size() % 2 != 0) {
            throw PickleBroken.malformed("a key without its value");
        }
        if (target instanceof Mapping mapping) {
            for (int i = 0; i < pairs.size(); i += 2) {
                mapping.put(pairs.get(i), pairs.get(i + 1));
            }
            weigh(mapping);
        } else if (!AllowedCalls.holdsItems(target)) {
            judge.note(
                    DANGEROUS,
                    "pickle-items",
                    offset,
                    "sets items on what is no dictionary: " + Rendering.of(target, 1));
        }
    }

    private void weigh(Value value) throws PickleBroken {
        if (value.weight() > MOST_WEIGHT && value.weight() / 100 > instructions) {
            throw new PickleBroken(
                    DANGEROUS,
                    "pickle-expansion",
                    "%d instructions stand for %d values".formatted(instructions, value.weight()));
        }
    }

    private void remember(Opcode opcode) throws IOException {
        switch (opcode) {
            case GET -> stack.push(stack.get(place()));
            case BINGET -> stack.push(stack.get(bytes.number(1)));
            case LONG_BINGET -> stack.push(stack.get(bytes.number(4)));
            case PUT -> stack.put(place());
            case BINPUT -> stack.put(bytes.number(1));
            case LONG_BINPUT -> stack.put(bytes.number(4));
            case MEMOIZE -> stack.memoize();
            default -> throw new IllegalStateException(opcode.name());
        }
        boolean isRead = opcode == Opcode.GET || opcode == Opcode.BINGET || opcode == Opcode.LONG_BINGET;
        boolean grows = stack.top() instanceof Sequence sequence && sequence.kind() != Sequence.Kind.TUPLE;
        if (grows || stack.top() instanceof Mapping) {
            containersRead += isRead ? 1 : 0;
            containersKept += isRead ? 0 : 1;
        }
    }

    private long place() throws IOException {
        if (literals.decimal() instanceof Whole(var place)) {
            return place;
        }
        throw PickleBroken.malformed("a place in the memo that is no number");
    }

    private Value imported(Opcode opcode) throws IOException {
        if (opcode == Opcode.GLOBAL) {
            var module = literals.line();
            return imported(module, literals.line());
        }
        var name = stack.pop();
        var module = stack.pop();
        if (module instanceof Text(var first) && name instanceof Text(var second)) {
            return imported(first, second);
        }
        judge.note(DANGEROUS, "pickle-import", offset, "imports by something that is no name");
        return new Value.Unknown();
    }

    private Global imported(String module, String name) {
        var global = AllowList.of(module, name, protocol);
        judge.imported(global, offset);
        imports.accept(new PickleImport(global.module(), global.name(), global.standing() == Standing.LISTED, offset));
        return global;
    }

    private void call(Opcode opcode) throws IOException {
        switch (opcode) {
            case REDUCE -> {
                var args = stack.pop();
                stack.push(judge.called(stack.pop(), args, offset));
            }
            case INST -> {
                var type = imported(Opcode.GLOBAL);
                stack.push(judge.called(type, Sequence.tuple(stack.popToMark()), offset));
            }
            case OBJ -> {
                var values = stack.popToMark();
                if (values.isEmpty()) {
                    throw PickleBroken.malformed("an object of no class");
                }
                var args = Sequence.tuple(values.subList(1, values.size()));
                stack.push(judge.called(values.getFirst(), args, offset));
            }
            case NEWOBJ -> {
                var args = stack.pop();
                stack.push(judge.created(stack.pop(), args, offset));
            }
            case NEWOBJ_EX -> {
                var named = stack.pop();
                var args = stack.pop();
                var made = judge.created(stack.pop(), args, offset);
                boolean isPlain =
                        named instanceof Mapping mapping && mapping.first().isEmpty();
                if (!isPlain && made instanceof Made of && of.of().standing() == Standing.LISTED) {
                    judge.note(DANGEROUS, "pickle-call", offset, "calls with named arguments " + Rendering.of(made, 1));
                }
                stack.push(made);
            }
            case BUILD -> {
                var state = stack.pop();
                built(stack.top(), state);
            }
            default -> throw new IllegalStateException(opcode.name());
        }
    }

    private void built(Value target, Value state) throws IOException {
        judge.built(target, state, offset);
        if (target instanceof Made made && made.of().fullName().equals(JoblibArray.WRAPPER)) {
            JoblibArray.pass(bytes, stack, state, judge, offset);
        }
    }

    private void extension(Opcode opcode) throws IOException {
        long number = bytes.number(opcode == Opcode.EXT1 ? 1 : opcode == Opcode.EXT2 ? 2 : 4);
        judge.note(
                DANGEROUS, "pickle-extension", offset, "uses extension %d, whatever is registered".formatted(number));
        stack.push(new Value.Unknown());
    }

    private void persistent(Opcode opcode) throws IOException {
        if (opcode == Opcode.PERSID) {
            literals.line();
            judge.persistentName(offset);
        } else {
            var id = stack.pop();
            if (judge.persistent(id, hasStorages, offset) && id instanceof Sequence named) {
                storages.put(named.first().get(2), Storages.bytes(named.first()));
            }
        }
        stack.push(new Persistent());
    }
}
