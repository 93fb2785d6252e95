package plimsoll.domain.xet;

/// A chunk in its place in a xorb.
///
/// @param name its name
/// @param rawBytes its size once decompressed
/// @param endOffset where it ends in the xorb's serialised bytes, headers included; where the next one begins
public record XorbChunk(XetHash name, int rawBytes, int endOffset) {}
