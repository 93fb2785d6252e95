package plimsoll.hub.repositories;

import java.util.List;
import java.util.Optional;

/// One page of a longer list.
///
/// @param items what is on it
/// @param next what to ask for the page after; empty on the last. Opaque to everybody but who made it
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }
}
