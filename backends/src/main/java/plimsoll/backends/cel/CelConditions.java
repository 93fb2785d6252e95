package plimsoll.backends.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelAttribute;
import dev.cel.runtime.CelAttributePattern;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.UnknownContext;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import plimsoll.domain.line.Condition;
import plimsoll.domain.line.Condition.Verdict;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Value;
import plimsoll.domain.line.Value.Span;
import plimsoll.domain.line.Value.Text;
import plimsoll.domain.line.Value.Truth;
import plimsoll.domain.line.Value.Words;
import plimsoll.hub.line.BadRule;
import plimsoll.hub.line.Conditions;

/// Conditions by Google's implementation of the language, with partial evaluation: a fact that is not known, or a
/// number known too roughly, is an unknown of the language, which keeps track of what would settle it.
public final class CelConditions implements Conditions {
    /// The longest condition, the deepest, and the most turns of its macros.
    private static final int MAX_CHARACTERS = 4_096;

    private static final int MAX_DEPTH = 32;
    private static final int MAX_TURNS = 1_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(MAX_CHARACTERS)
            .maxParseRecursionDepth(MAX_DEPTH)
            .comprehensionMaxIterations(MAX_TURNS)
            .enableUnknownTracking(true)
            .build();
    private static final CelType NUMBER = ListType.create(SimpleType.DOUBLE);
    private static final List<CelFunctionDecl> FUNCTIONS = List.of(
            CelFunctionDecl.newFunctionDeclaration(
                    "above",
                    CelOverloadDecl.newGlobalOverload("above_number", SimpleType.BOOL, NUMBER, SimpleType.DOUBLE)),
            CelFunctionDecl.newFunctionDeclaration(
                    "ratio", CelOverloadDecl.newGlobalOverload("ratio_numbers", NUMBER, NUMBER, NUMBER)));

    private final CelRuntime runtime = CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(
                    CelFunctionBinding.from(
                            "above_number", Interval.class, Double.class, (number, most) -> number.above(most)),
                    CelFunctionBinding.from("ratio_numbers", Interval.class, Interval.class, Interval::over))
            .build();

    /// For any number of rules.
    public CelConditions() {}

    @Override
    public Condition compile(String when, SortedSet<FactName> needs) throws BadRule {
        try {
            var program = runtime.createProgram(compiler(needs).compile(when).getAst());
            return sheet -> ask(program, needs, sheet);
        } catch (CelValidationException | CelEvaluationException unfit) {
            var why = String.valueOf(unfit.getMessage()).lines().findFirst().orElse("");
            throw new BadRule(
                    "`when` is no condition over its facts: " + why.replaceFirst("^ERROR: <input>:", "line "));
        }
    }

    private static CelCompiler compiler(SortedSet<FactName> needs) {
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setResultType(SimpleType.BOOL)
                .addFunctionDeclarations(FUNCTIONS);
        needs.forEach(name -> builder.addVar(name.word(), type(name)));
        return builder.build();
    }

    private static CelType type(FactName name) {
        return switch (name.type()) {
            case NUMBER -> NUMBER;
            case TRUTH -> SimpleType.BOOL;
            case WORDS -> ListType.create(SimpleType.STRING);
            case TEXT -> SimpleType.STRING;
        };
    }

    private static Verdict ask(CelRuntime.Program program, SortedSet<FactName> needs, FactSheet sheet) {
        var known = new EnumMap<FactName, Object>(FactName.class);
        needs.forEach(name -> sheet.of(name).ifPresent(fact -> known.put(name, bound(name, fact.value()))));
        var unknown = needs.stream()
                .filter(name -> !known.containsKey(name))
                .map(name -> CelAttributePattern.create(name.word()))
                .toList();
        try {
            var answer = program.advanceEvaluation(UnknownContext.create(word -> value(known, word), unknown));
            return answer instanceof CelUnknownSet unknowns
                    ? Verdict.missing(names(unknowns))
                    : Verdict.of(answer.equals(true));
        } catch (CelEvaluationException _) {
            return Verdict.missing(needs); // too many turns: nobody can tell, so it holds
        }
    }

    private static Optional<Object> value(Map<FactName, Object> known, String word) {
        return FactName.named(word).flatMap(name -> Optional.ofNullable(known.get(name)));
    }

    private static Object bound(FactName name, Value value) {
        return switch (value) {
            case Span span -> Interval.of(span, name.word());
            case Truth(var holds) -> holds;
            case Words(var words) -> List.copyOf(words);
            case Text(var text) -> text;
        };
    }

    private static SortedSet<FactName> names(CelUnknownSet unknown) {
        var names = new TreeSet<FactName>();
        for (CelAttribute fact : unknown.attributes()) {
            FactName.named(fact.toString()).ifPresent(names::add);
        }
        return names;
    }
}
