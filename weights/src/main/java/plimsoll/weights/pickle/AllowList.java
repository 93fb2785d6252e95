package plimsoll.weights.pickle;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names that files of weights are made of: torch's and numpy's. Only full names count; a name that is not here
/// is never safe.
final class AllowList {
    private static final String NUMPY_CORE = "numpy.core.multiarray.";
    private static final String NUMPY_CORE_2 = "numpy._core.multiarray.";

    /// Only to be named, or to be made into something by a function of [AllowedCalls].
    private static final Set<String> NAMED = Stream.of(
                    KnownModules.words("""
                                    Float Half BFloat16 Double Long Int Short Char Byte Bool ComplexFloat ComplexDouble
                                    QUInt2x4 QUInt4x2 QInt32 QInt8 QUInt8
                                    """).stream().map(kind -> "torch." + kind + "Storage"),
                    KnownModules.words("""
                                    float32 float float64 double float16 half bfloat16 uint8 int8 int16 short int32 int
                                    int64 long bool complex32 complex64 complex128 quint8 qint8 qint32 quint4x2
                                    quint2x4 float8_e4m3fn float8_e5m2 float8_e4m3fnuz float8_e5m2fnuz uint16 uint32
                                    uint64
                                    """).stream().map(type -> "torch." + type),
                    Stream.of("torch.storage.UntypedStorage", "numpy.ndarray"))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern DOTTED = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");

    /// How Python 3 reads the names that Python 2 wrote, in protocols below 3 (CPython, `Lib/_compat_pickle.py`); of
    /// them, those that are told apart here.
    private static final Map<String, String> PYTHON_2 =
            Map.of("__builtin__", "builtins", "copy_reg", "copyreg", "cPickle", "pickle", "exceptions", "builtins");

    private AllowList() {}

    /// What an instruction imports.
    ///
    /// @param protocol of the pickle so far
    static Value.Global of(String module, String name, int protocol) {
        var today = protocol < 3 ? PYTHON_2.getOrDefault(module, module) : module;
        return new Value.Global(today, name, standing(today, name));
    }

    private static Standing standing(String module, String name) {
        var full = module + "." + name;
        // A dot in a name reaches into what was imported; listed names have none.
        if (name.contains(".") || !DOTTED.matcher(full).matches()) {
            return Standing.FORBIDDEN;
        }
        if (NAMED.contains(full) || AllowedCalls.has(full)) {
            return Standing.LISTED;
        }
        if (KnownModules.isDataClass(full)) {
            return Standing.UNKNOWN;
        }
        return full.startsWith("_") || full.contains("._") || KnownModules.isHarmful(module)
                ? Standing.FORBIDDEN
                : Standing.UNKNOWN;
    }

    static boolean isStorage(Value.Global global) {
        return global.standing() == Standing.LISTED && global.name().endsWith("Storage");
    }

    /// Both names that numpy gave to a function of its core.
    static Stream<String> core(String function) {
        return Stream.of(NUMPY_CORE + function, NUMPY_CORE_2 + function);
    }
}
