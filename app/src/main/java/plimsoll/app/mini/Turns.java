package plimsoll.app.mini;

/// One class of the grammar: makes questions with answers. Draws the same turns from the same dice.
interface Turns {
    /// A share of questions so large as to be held out: one in this many.
    int HELD_ONE_IN = 10;

    Turn draw(Dice dice);
}
