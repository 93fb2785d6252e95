package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// The tokens of an account.
///
/// @param tokens those it has
/// @param fresh one just made: shown this once and never again
/// @param url the hub's own address, for the example
/// @param wrong what was wrong with what was sent
public record Tokens(List<Token> tokens, Optional<Fresh> fresh, String url, Optional<String> wrong) {
    public Tokens {
        tokens = List.copyOf(tokens);
    }

    /// A token, without its secret.
    ///
    /// @param id what the form to revoke it sends
    /// @param name what its owner calls it
    /// @param scope `read` or `write`
    /// @param made when
    /// @param used when last; empty when never
    public record Token(String id, String name, String scope, Moment made, Optional<Moment> used) {}

    /// A new token, with its secret.
    public record Fresh(String name, String secret) {}
}
