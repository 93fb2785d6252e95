package plimsoll.engine.tokenizer;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// What is done to a text before it is cut.
final class Normalisers {
    /// Nothing.
    static final UnaryOperator<String> NONE = text -> text;

    private Normalisers() {}

    static UnaryOperator<String> unicode(Form form) {
        return text -> Normalizer.normalize(text, form);
    }

    static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String withoutAccents(String text) {
        return withoutMarks(Normalizer.normalize(text, Form.NFD));
    }

    static String withoutMarks(String text) {
        return text.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
