package plimsoll.hub.attestation;

/// What is to be said of a signature that a publisher put beside a model.
public sealed interface UploadedSignature {
    /// There is none.
    record Absent() implements UploadedSignature {}

    /// It holds for all files, by the key in this file of the repository, or by this hub's own when `keyFile` is empty.
    record Verified(String keyFile) implements UploadedSignature {}

    /// It was made with a key that is not here, or with a certificate: whether it holds cannot be told.
    record Unverified(String why) implements UploadedSignature {}

    /// It does not hold, for this reason.
    record Broken(String why) implements UploadedSignature {}
}
