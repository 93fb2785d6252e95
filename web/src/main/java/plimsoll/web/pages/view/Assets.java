package plimsoll.web.pages.view;

/// Where the browser finds the hub's own static files.
@FunctionalInterface
public interface Assets {
    /// The address of the file called `name`, which changes when its content does.
    String url(String name);
}
