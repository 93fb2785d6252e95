package plimsoll.engine.tokenizer;

/// What a text may mean by the spelling of a special token.
public enum Specials {
    /// The text is trusted: `<|eot_id|>` in it is the control token of that name.
    PARSE,
    /// The text is somebody's words: the spelling of a control token is only letters. Tokens that the maker of the
    /// vocabulary added as plain words still count.
    TEXT
}
