package plimsoll.app.house;

/// One breach of a rule: where it stands, and what is wrong with it in words.
record Offence(String where, String what) {
    @Override
    public String toString() {
        return where + ": " + what;
    }
}
