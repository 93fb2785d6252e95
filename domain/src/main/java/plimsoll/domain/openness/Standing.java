package plimsoll.domain.openness;

/// How a component of a model stands.
public sealed interface Standing {
    /// There, for everybody.
    ///
    /// @param licence its SPDX id
    record Open(String licence) implements Standing {}

    /// There, under a licence that is not open or not known.
    ///
    /// @param licence as it was named
    record NotOpen(String licence) implements Standing {}

    /// There, and nobody says what may be done with it.
    record Unlicensed() implements Standing {}

    /// Not there.
    record Missing() implements Standing {}
}
