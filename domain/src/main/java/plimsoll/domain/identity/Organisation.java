package plimsoll.domain.identity;

import java.time.Instant;

/// Several accounts that publish under one name.
///
/// @param id 24 hexadecimal digits, for life
/// @param name under which they publish
/// @param fullName what it is called; may be empty
/// @param foundedAt since when it exists
public record Organisation(String id, Namespace name, String fullName, Instant foundedAt) {}
