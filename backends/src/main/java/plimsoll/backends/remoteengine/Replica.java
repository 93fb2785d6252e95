package plimsoll.backends.remoteengine;

import java.net.URI;
import java.util.Optional;

/// One server that answers for a model.
///
/// @param address what its addresses begin with, `/v1` included
/// @param model what it calls the model
/// @param key what it wants as a bearer token
/// @param active questions that it answers at once
public record Replica(URI address, String model, Optional<String> key, int active) {}
