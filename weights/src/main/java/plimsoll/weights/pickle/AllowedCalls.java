package plimsoll.weights.pickle;

import static plimsoll.weights.findings.Verdict.DANGEROUS;
import static plimsoll.weights.findings.Verdict.SUSPICIOUS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import plimsoll.weights.findings.Verdict;
import plimsoll.weights.pickle.Value.Blob;
import plimsoll.weights.pickle.Value.Global;
import plimsoll.weights.pickle.Value.Made;
import plimsoll.weights.pickle.Value.Mapping;
import plimsoll.weights.pickle.Value.Persistent;
import plimsoll.weights.pickle.Value.Plain;
import plimsoll.weights.pickle.Value.Sequence;
import plimsoll.weights.pickle.Value.Text;
import plimsoll.weights.pickle.Value.Whole;

/// What may be called, and with what: a function that is harmless with one argument may not be with another.
final class AllowedCalls {
    /// @param fits what the arguments have to look like
    /// @param otherwise how bad others are
    private record Call(Predicate<List<Value>> fits, Verdict otherwise) {}

    private static final Map<String, Call> CALLS = new HashMap<>();

    static {
        CALLS.put("collections.OrderedDict", new Call(AllowedCalls::isPairs, SUSPICIOUS));
        CALLS.put("torch._utils._rebuild_tensor_v2", new Call(AllowedCalls::isTensor, DANGEROUS));
        CALLS.put("torch._utils._rebuild_parameter", new Call(AllowedCalls::isParameter, DANGEROUS));
        CALLS.put("torch.Size", new Call(args -> args.size() == 1 && isTuple(args.getFirst()), SUSPICIOUS));
        CALLS.put("torch.device", new Call(AllowedCalls::isDevice, SUSPICIOUS));
        CALLS.put("numpy.dtype", new Call(AllowedCalls::isType, SUSPICIOUS));
        CALLS.put("_codecs.encode", new Call(AllowedCalls::isLatin, DANGEROUS));
        CALLS.put("joblib.numpy_pickle.NumpyArrayWrapper", new Call(List::isEmpty, SUSPICIOUS));
        AllowList.core("_reconstruct").forEach(name -> CALLS.put(name, new Call(AllowedCalls::isArray, DANGEROUS)));
        Stream.of("numpy.core.numeric._frombuffer", "numpy._core.numeric._frombuffer")
                .forEach(name -> CALLS.put(name, new Call(AllowedCalls::isView, DANGEROUS)));
        AllowList.core("scalar").forEach(name -> CALLS.put(name, new Call(AllowedCalls::isScalar, DANGEROUS)));
    }

    private AllowedCalls() {}

    static boolean has(String fullName) {
        return CALLS.containsKey(fullName);
    }

    /// How bad it is to call something listed with these arguments.
    static Verdict judge(Global called, Sequence args) {
        var call = CALLS.get(called.fullName());
        if (call == null) {
            return DANGEROUS; // only to be named
        }
        boolean fits = args.count() <= Value.REMEMBERED && call.fits().test(args.first());
        return fits ? Verdict.SAFE : call.otherwise();
    }

    /// Whether setting the state of what was made is what its own reader expects.
    static boolean mayHaveState(Made made, Value state) {
        return switch (made.of().fullName()) {
            case "numpy.dtype", "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct" ->
                state instanceof Sequence tuple && isTuple(tuple);
            case "collections.OrderedDict", "joblib.numpy_pickle.NumpyArrayWrapper" ->
                state instanceof Mapping mapping && mapping.keysAreNames() && !mapping.keysAreHidden();
            default -> false;
        };
    }

    /// Whether items may be set on it as on a dictionary.
    static boolean holdsItems(Value value) {
        return value instanceof Mapping || isMade(value, "collections.OrderedDict");
    }

    private static boolean isPairs(List<Value> args) {
        return args.isEmpty() || (args.size() == 1 && args.getFirst() instanceof Sequence pairs && isPairs(pairs));
    }

    private static boolean isPairs(Sequence pairs) {
        return pairs.count() <= Value.REMEMBERED
                && pairs.first().stream().allMatch(pair -> pair instanceof Sequence two && two.count() == 2);
    }

    // storage, offset, size, stride, requires_grad, backward_hooks, and, since 2.1, metadata
    private static boolean isTensor(List<Value> args) {
        return (args.size() == 6 || args.size() == 7)
                && args.getFirst() instanceof Persistent
                && args.get(1) instanceof Whole
                && isTuple(args.get(2))
                && isTuple(args.get(3))
                && isFlag(args.get(4))
                && isNoHooks(args.get(5))
                && (args.size() == 6 || args.get(6) instanceof Mapping || args.get(6) == Plain.NONE);
    }

    private static boolean isParameter(List<Value> args) {
        return args.size() == 3
                && isMade(args.getFirst(), "torch._utils._rebuild_tensor_v2")
                && isFlag(args.get(1))
                && isNoHooks(args.get(2));
    }

    private static boolean isNoHooks(Value value) {
        return value == Plain.NONE || isMade(value, "collections.OrderedDict");
    }

    private static boolean isDevice(List<Value> args) {
        return !args.isEmpty()
                && args.getFirst() instanceof Text
                && (args.size() == 1 || (args.size() == 2 && args.get(1) instanceof Whole));
    }

    // An array of objects holds a pickle of its own.
    private static boolean isType(List<Value> args) {
        return !args.isEmpty()
                && args.size() <= 3
                && args.getFirst() instanceof Text(var type)
                && !type.contains("O")
                && args.stream().skip(1).allMatch(arg -> isFlag(arg) || arg instanceof Whole);
    }

    // How Python 3 writes bytes for Python 2.
    private static boolean isLatin(List<Value> args) {
        return args.size() == 2
                && (args.getFirst() instanceof Text || args.getFirst() instanceof Value.LongText)
                && args.get(1).equals(new Text("latin1"));
    }

    private static boolean isArray(List<Value> args) {
        return args.size() == 3
                && args.getFirst() instanceof Global of
                && of.fullName().equals("numpy.ndarray")
                && isTuple(args.get(1))
                && isBytes(args.get(2));
    }

    // How protocol 5 writes an array: bytes, type, shape, order.
    private static boolean isView(List<Value> args) {
        return args.size() == 4
                && (args.getFirst() instanceof Blob || args.getFirst() == Plain.BUFFER)
                && isMade(args.get(1), "numpy.dtype")
                && isTuple(args.get(2))
                && args.get(3) instanceof Text;
    }

    private static boolean isScalar(List<Value> args) {
        return args.size() == 2 && isMade(args.getFirst(), "numpy.dtype") && isBytes(args.get(1));
    }

    private static boolean isBytes(Value value) {
        return value instanceof Blob || value instanceof Text || isMade(value, "_codecs.encode");
    }

    private static boolean isMade(Value value, String by) {
        return value instanceof Made made && made.of().fullName().equals(by);
    }

    private static boolean isTuple(Value value) {
        return value instanceof Sequence sequence && sequence.kind() == Sequence.Kind.TUPLE;
    }

    private static boolean isFlag(Value value) {
        return value == Plain.TRUE || value == Plain.FALSE;
    }
}
