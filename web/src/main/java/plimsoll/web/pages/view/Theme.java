package plimsoll.web.pages.view;

/// Day or night, as the reader chose.
public enum Theme {
    /// As the reader's system says.
    AUTO("Auto"),
    /// Dark ink on light paper.
    LIGHT("Light"),
    /// Light ink on dark paper.
    DARK("Dark");

    private final String label;

    Theme(String label) {
        this.label = label;
    }

    /// The word in forms, cookies and the page's `data-theme`.
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// The word on its button.
    public String label() {
        return label;
    }

    /// The theme called `word`; `AUTO` for any other word.
    public static Theme named(String word) {
        for (var theme : values()) {
            if (theme.word().equals(word)) {
                return theme;
            }
        }
        return AUTO;
    }
}
