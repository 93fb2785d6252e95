package plimsoll.app.mini;

/// A question and its answer.
///
/// @param held kept from training, because of a hash of what the question is made of
record Turn(String question, String answer, boolean held) {}
