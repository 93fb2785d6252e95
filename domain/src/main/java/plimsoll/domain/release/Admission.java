package plimsoll.domain.release;

/// What the gate answers.
public sealed interface Admission {
    /// Go on.
    record Admitted() implements Admission {}

    /// To this recipient the thing does not exist. Whoever may not know of it learns nothing of it.
    record Unseen() implements Admission {}

    /// They may see it, but their credential carries reading only.
    record ScopeTooSmall() implements Admission {}

    /// They may see it, but have not the right to do this to it.
    record RoleTooSmall() implements Admission {}
}
