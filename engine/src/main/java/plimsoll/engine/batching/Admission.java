package plimsoll.engine.batching;

/// The answer to a request: it is being worked on, or it is not and why.
public sealed interface Admission permits Generation, Refusal {}
