package plimsoll.weights.pickle;

/// A name that a pickle imports.
///
/// @param module as Python 3 would look it up
/// @param name within the module
/// @param isListed whether files of weights are known to need it
/// @param offset where the instruction stands, in bytes from the start of the pickle's file
public record PickleImport(String module, String name, boolean isListed, long offset) {}
