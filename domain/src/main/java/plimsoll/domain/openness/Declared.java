package plimsoll.domain.openness;

import java.util.Map;
import java.util.Optional;

/// What a publisher says is there of a model, and under which licences.
///
/// @param parts each component that is there, with the licence said for it alone; empty text and `unlicensed` mean
///     none, whatever is said of the whole
/// @param licences what is under one licence by its kind of content
/// @param distribution the licence of the whole
public record Declared(
        Map<Part, Optional<String>> parts, Map<Content, String> licences, Optional<String> distribution) {
    private static final String UNLICENSED = "unlicensed";

    /// Takes copies.
    public Declared {
        parts = Map.copyOf(parts);
        licences = Map.copyOf(licences);
    }

    /// The licence that a component is under: its own, else its kind's, else that of the whole.
    public Optional<String> licenceOf(Part part) {
        var own = parts.getOrDefault(part, Optional.empty());
        if (own.isPresent()) {
            return own.filter(id -> !id.isEmpty() && !id.equals(UNLICENSED));
        }
        return Optional.ofNullable(licences.get(part.content()))
                .filter(id -> !id.isEmpty())
                .or(() -> distribution.filter(id -> !id.isEmpty()));
    }

    /// How a component stands.
    public Standing standingOf(Part part) {
        if (!parts.containsKey(part)) {
            return new Standing.Missing();
        }
        return licenceOf(part).<Standing>map(Declared::judge).orElseGet(Standing.Unlicensed::new);
    }

    private static Standing judge(String licence) {
        return Licences.isOpen(licence) ? new Standing.Open(licence) : new Standing.NotOpen(licence);
    }
}
