package plimsoll.hub.content;

/// To whom something was given that outlasts a request, and by which credential they came for it.
///
/// @param actor the account, or `anonymous`
/// @param credential what names the token or session they came with; empty when there was none, or none that could end
///     before the account does
public record Holder(String actor, String credential) {}
