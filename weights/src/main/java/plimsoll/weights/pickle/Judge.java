package plimsoll.weights.pickle;

import static plimsoll.weights.findings.Verdict.DANGEROUS;
import static plimsoll.weights.findings.Verdict.SAFE;
import static plimsoll.weights.findings.Verdict.SUSPICIOUS;

import java.util.List;
import plimsoll.weights.findings.Findings;
import plimsoll.weights.findings.Verdict;
import plimsoll.weights.pickle.Value.Global;
import plimsoll.weights.pickle.Value.Made;
import plimsoll.weights.pickle.Value.Mapping;
import plimsoll.weights.pickle.Value.Plain;
import plimsoll.weights.pickle.Value.Sequence;
import plimsoll.weights.pickle.Value.Text;
import plimsoll.weights.pickle.Value.Unknown;
import plimsoll.weights.pickle.Value.Whole;

/// Says of each deed of a pickle how bad it is, and notes it.
final class Judge {
    private final Findings findings;
    private boolean hasCalled;

    Judge(Findings findings) {
        this.findings = findings;
    }

    /// Whether any call was judged at all.
    boolean hasCalled() {
        return hasCalled;
    }

    void note(Verdict verdict, String code, long offset, String reason) {
        if (verdict != SAFE) {
            findings.add(verdict, code, offset, reason);
        }
    }

    void imported(Global global, long offset) {
        switch (global.standing()) {
            case LISTED -> {}
            case UNKNOWN ->
                note(
                        SUSPICIOUS,
                        "pickle-import",
                        offset,
                        "imports %s, which no list knows".formatted(Rendering.of(global)));
            case FORBIDDEN ->
                note(
                        DANGEROUS,
                        "pickle-import",
                        offset,
                        "imports %s, which files of weights never need".formatted(Rendering.of(global)));
        }
    }

    /// Calls something: a function, or a class with its constructor.
    Value called(Value called, Value with, long offset) {
        hasCalled = true;
        if (!(with instanceof Sequence args && args.kind() == Sequence.Kind.TUPLE)) {
            note(DANGEROUS, "pickle-call", offset, "calls something with what is no list of arguments");
            return new Unknown();
        }
        if (!(called instanceof Global global)) {
            note(
                    DANGEROUS,
                    "pickle-call",
                    offset,
                    "calls what was made by another call, or is nothing to call: " + Rendering.call(called, args));
            return new Unknown();
        }
        var verdict = verdict(global, args);
        note(verdict, "pickle-call", offset, "calls " + Rendering.call(global, args));
        return verdict == DANGEROUS ? new Unknown() : new Made(global, args);
    }

    private static Verdict verdict(Global global, Sequence args) {
        return switch (global.standing()) {
            case LISTED -> AllowedCalls.judge(global, args);
            case FORBIDDEN -> DANGEROUS;
            case UNKNOWN -> unknownCall(global, args);
        };
    }

    // A constructor may do anything. Members of enumerations are made from one constant, and classes that only hold
    // data do nothing else.
    private static Verdict unknownCall(Global global, Sequence args) {
        boolean isEnumeration = Character.isUpperCase(global.name().charAt(0))
                && args.count() == 1
                && (args.first().getFirst() instanceof Text || args.first().getFirst() instanceof Whole);
        return isEnumeration || KnownModules.isDataClass(global.fullName()) ? SUSPICIOUS : DANGEROUS;
    }

    /// Makes an object without its constructor, which is what classes are for; functions have small letters.
    Value created(Value type, Value with, long offset) {
        hasCalled = true;
        if (type instanceof Global global
                && global.standing() == Standing.UNKNOWN
                && Character.isUpperCase(global.name().charAt(0))
                && with instanceof Sequence args
                && args.kind() == Sequence.Kind.TUPLE) {
            note(SUSPICIOUS, "pickle-object", offset, "makes an object of %s".formatted(Rendering.of(global)));
            return new Made(global, args);
        }
        return called(type, with, offset);
    }

    /// Sets the state of an object.
    void built(Value target, Value state, long offset) {
        hasCalled = true;
        if (target instanceof Made made && made.of().standing() == Standing.LISTED) {
            if (!AllowedCalls.mayHaveState(made, state)) {
                note(
                        DANGEROUS,
                        "pickle-state",
                        offset,
                        "sets a state on %s that it does not have".formatted(Rendering.of(made.of())));
            }
        } else if (target instanceof Made made && isState(state)) {
            note(SUSPICIOUS, "pickle-state", offset, "sets the state of %s".formatted(Rendering.of(made.of())));
        } else {
            note(
                    DANGEROUS,
                    "pickle-state",
                    offset,
                    "sets the state of something that should have none: " + Rendering.of(target, 1));
        }
    }

    // A dictionary, or a tuple of one, or of none, and another for slots.
    private static boolean isState(Value state) {
        return (state instanceof Mapping mapping && !mapping.keysAreHidden())
                || (state instanceof Sequence two
                        && two.kind() == Sequence.Kind.TUPLE
                        && two.count() == 2
                        && two.first().stream()
                                .allMatch(part -> part == Plain.NONE
                                        || (part instanceof Mapping mapping && !mapping.keysAreHidden())));
    }

    /// Stands in for what is stored beside the pickle.
    ///
    /// @return whether it is a storage of torch
    boolean persistent(Value id, boolean allowed, long offset) {
        if (allowed && id instanceof Sequence tuple && isStorageId(tuple.first(), tuple.count())) {
            return true;
        }
        note(
                DANGEROUS,
                "pickle-persistent",
                offset,
                "asks its loader for something that is no storage of torch: " + Rendering.of(id, 1));
        return false;
    }

    // ("storage", class, key, place, elements), and in older files the view of another storage.
    private static boolean isStorageId(List<Value> id, int count) {
        return (count == 5 || count == 6)
                && id.getFirst().equals(new Text("storage"))
                && id.get(1) instanceof Global type
                && AllowList.isStorage(type)
                && id.get(2) instanceof Text
                && id.get(3) instanceof Text
                && id.get(4) instanceof Whole
                && (count == 5 || id.get(5) == Plain.NONE || id.get(5) instanceof Sequence);
    }

    void persistentName(long offset) {
        note(DANGEROUS, "pickle-persistent", offset, "asks its loader for something by a name");
    }
}
