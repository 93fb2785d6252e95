package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// The public keys with which a publisher signs its models.
///
/// @param owner whose
/// @param keys oldest first
/// @param mine whether the reader may change them
/// @param wrong why something was not done
public record SigningKeys(String owner, List<Key> keys, boolean mine, Optional<String> wrong) {
    public SigningKeys {
        keys = List.copyOf(keys);
    }

    /// A key.
    ///
    /// @param hint what bundles name it by
    /// @param curve on which curve it is
    /// @param pem as `openssl` reads it
    /// @param since when it was registered
    public record Key(String hint, String curve, String pem, Moment since) {}
}
