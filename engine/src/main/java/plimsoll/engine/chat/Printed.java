package plimsoll.engine.chat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import plimsoll.engine.tokenizer.MarkedText;
import plimsoll.engine.tokenizer.Specials;

/// Values as text: the way they print, and as JSON with Python's blanks. A text in it keeps its mark.
final class Printed {
    /// A list can be put into itself.
    private static final int MAX_DEPTH = 100;

    /// @param indent blanks a level, or 0 for one line
    /// @param ascii whether other characters are escaped
    /// @param sorted whether members are sorted by name
    record Style(int indent, boolean ascii, boolean sorted, String item, String key) {
        static final Style USUAL = new Style(0, false, false, ", ", ": ");
    }

    private final MarkedText.Builder out = new MarkedText.Builder();
    private final Style style;
    private final Limits limits;
    private final int line;

    private Printed(Style style, Limits limits, int line) {
        this.style = style;
        this.limits = limits;
        this.line = line;
    }

    /// How a value prints.
    static MarkedText text(Value value, Limits limits, int line) throws TemplateRefused {
        return switch (value) {
            case Value.Text(var marked) -> marked;
            case Value.Whole(var number) -> Marked.own(Long.toString(number));
            case Value.Real(var number) -> Marked.own(real(number));
            case Value.Truth(var truth) -> Marked.own(truth ? "True" : "False");
            case Value.None _ -> Marked.own("None");
            case Value.Undefined _ -> Marked.EMPTY;
            case Value.Items _, Value.Members _, Value.Namespace _ -> json(value, Style.USUAL, limits, line);
            case Value.Function _ -> throw new TemplateRefused(value.kind() + " cannot be printed", line);
        };
    }

    static MarkedText json(Value value, Style style, Limits limits, int line) throws TemplateRefused {
        var printed = new Printed(style, limits, line);
        printed.write(value, 0);
        var text = printed.out.build();
        limits.making(text.text().length(), line);
        return text;
    }

    private void write(Value value, int depth) throws TemplateRefused {
        limits.step(line);
        if (depth > MAX_DEPTH) {
            throw new TemplateRefused("a value nested deeper than %d".formatted(MAX_DEPTH), line);
        }
        if (out.length() > Limits.MAX_OUTPUT_CHARACTERS) {
            throw new TemplateRefused(
                    "a text of more than %d characters".formatted(Limits.MAX_OUTPUT_CHARACTERS), line);
        }
        switch (value) {
            case Value.Text(var marked) -> write(marked);
            case Value.Whole(var number) -> own(Long.toString(number));
            case Value.Real(var number) -> own(real(number));
            case Value.Truth(var truth) -> own(Boolean.toString(truth));
            case Value.None _, Value.Undefined _ -> own("null");
            case Value.Items(var values) -> write(values, depth);
            case Value.Members(var values) -> write(values, depth);
            case Value.Namespace(var values) -> write(values, depth);
            case Value.Function _ -> throw new TemplateRefused(value.kind() + " is no JSON", line);
        }
    }

    private void own(String text) {
        out.append(text, Specials.PARSE);
    }

    private void write(MarkedText text) {
        own("\"");
        Marked.append(out, Marked.map(text, part -> escaped(part, style.ascii())));
        own("\"");
    }

    private void write(List<Value> values, int depth) throws TemplateRefused {
        own("[");
        for (int i = 0; i < values.size(); i++) {
            between(i, depth + 1);
            write(values.get(i), depth + 1);
        }
        close(!values.isEmpty(), depth, "]");
    }

    private void write(Map<String, Value> values, int depth) throws TemplateRefused {
        var names = new ArrayList<>(values.keySet());
        if (style.sorted()) {
            names.sort(null);
        }
        own("{");
        for (int i = 0; i < names.size(); i++) {
            between(i, depth + 1);
            write(Marked.said(names.get(i)));
            own(style.key());
            write(values.getOrDefault(names.get(i), new Value.None()), depth + 1);
        }
        close(!names.isEmpty(), depth, "}");
    }

    private void between(int place, int depth) {
        if (place > 0) {
            own(style.item());
        }
        newLine(depth);
    }

    private void close(boolean any, int depth, String bracket) {
        if (any) {
            newLine(depth);
        }
        own(bracket);
    }

    private void newLine(int depth) {
        if (style.indent() > 0) {
            own("\n" + " ".repeat(style.indent() * depth));
        }
    }

    private static String escaped(String text, boolean ascii) {
        var out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || (ascii && c >= 0x7F)) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    /// As Python writes it: the shortest digits that give the number back.
    static String real(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }
        var digits = new BigDecimal(Double.toString(number));
        double size = Math.abs(number);
        if (size == 0 || (size >= 1e-4 && size < 1e16)) {
            var plain = digits.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        var shortest = digits.stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        return "%se%s%02d"
                .formatted(
                        shortest.movePointLeft(exponent).stripTrailingZeros().toPlainString(),
                        exponent < 0 ? "-" : "+",
                        Math.abs(exponent));
    }
}
