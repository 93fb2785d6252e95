package plimsoll.web.plimsoll;

import java.util.Collection;
import java.util.stream.Collectors;

/// Rows of comma-separated values (RFC 4180) that a spreadsheet shows and does not obey: a field that could be a
/// formula begins with an apostrophe (OWASP, CSV injection).
final class CsvText {
    private static final String FORMULA = "=+-@\t\r\n";

    private CsvText() {}

    /// A row with its line end.
    static String row(Collection<?> fields) {
        return fields.stream().map(CsvText::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(Object value) {
        var text = value.toString();
        boolean formula = value instanceof String && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
