package plimsoll.hub.attestation;

import plimsoll.domain.identity.Namespace;

/// What is to be said of a signature that a publisher put beside a model.
public sealed interface UploadedSignature {
    /// There is none.
    record Absent() implements UploadedSignature {}

    /// It holds, for exactly the files that are here.
    ///
    /// @param signer whose key made it
    record Verified(Signer signer) implements UploadedSignature {}

    /// Whether it holds cannot be told here.
    ///
    /// @param why what was not checked, and what would help
    record Unverified(String why) implements UploadedSignature {}

    /// It does not hold, for this reason.
    record Broken(String why) implements UploadedSignature {}

    /// Whose key made a signature, as far as this hub knows.
    sealed interface Signer {
        /// This hub's.
        record Hub() implements Signer {}

        /// One that the publisher of the model registered here.
        record Publisher(Namespace name, PublisherKey key) implements Signer {}

        /// One that lies beside the files it vouches for: anybody's who could put them there.
        ///
        /// @param file its path
        record Beside(String file) implements Signer {}
    }
}
