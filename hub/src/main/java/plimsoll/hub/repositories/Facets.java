package plimsoll.hub.repositories;

import java.util.List;

/// What the repositories of one kind have in common: the choices by which a visitor narrows a search down, each list
/// with the most frequent first.
///
/// @param repositories how many there are
/// @param tasks what they are for
/// @param libraries what loads them
/// @param licences under what they are published
/// @param baseModels what they derive from
public record Facets(
        long repositories, List<Count> tasks, List<Count> libraries, List<Count> licences, List<Count> baseModels) {
    public Facets {
        tasks = List.copyOf(tasks);
        libraries = List.copyOf(libraries);
        licences = List.copyOf(licences);
        baseModels = List.copyOf(baseModels);
    }

    /// A choice and how many repositories it leaves.
    ///
    /// @param name the choice
    /// @param repositories how many
    public record Count(String name, long repositories) {}
}
