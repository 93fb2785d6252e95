package plimsoll.engine.chat;

/// One word of a template.
///
/// @param text the word as it stands; of a string, what it says
record Lexeme(Kind kind, String text, int line) {
    enum Kind {
        /// What is printed as it stands.
        RAW,
        /// `{%`
        TAG,
        /// `%}`
        TAG_END,
        /// `{{`
        PRINT,
        /// `}}`
        PRINT_END,
        NAME,
        STRING,
        WHOLE,
        REAL,
        SIGN,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }
}
