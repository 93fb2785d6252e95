package plimsoll.acceptance;

import java.nio.file.Path;

/// Where real models and cards lie, on machines that have them.
final class SharedData {
    private SharedData() {}

    /// A folder of the shared data; `SHARED_DATA` says where that is, else it lies beside the checkout.
    static Path folder(String name) {
        var place = System.getenv("SHARED_DATA");
        return (place == null ? Path.of("../../shared/data") : Path.of(place))
                .toAbsolutePath()
                .normalize()
                .resolve(name);
    }
}
