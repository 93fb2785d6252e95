package plimsoll.web.pages.view;

import java.util.List;

/// What stands at the head of every page of a repository.
///
/// @param kind what it holds: `Model`, `Dataset` or `Space`
/// @param listUrl the register it belongs to
/// @param listTitle that register's name
/// @param url its page
/// @param namespace who publishes it
/// @param name its own name
/// @param hidden whether it is private
/// @param likes how many accounts like it
/// @param liked whether the visitor does
/// @param mayLike whether the visitor may like it: they are signed in
/// @param mayWrite whether they may change its files
/// @param mayAdminister whether they may change its settings
/// @param revision the revision looked at, as the address says it
/// @param tab which page: `card`, `files`, `history`, `settings`
/// @param tags what it is marked with
public record Masthead(
        String kind,
        String listUrl,
        String listTitle,
        String url,
        String namespace,
        String name,
        boolean hidden,
        long likes,
        boolean liked,
        boolean mayLike,
        boolean mayWrite,
        boolean mayAdminister,
        String revision,
        String tab,
        List<Tag> tags) {
    public Masthead {
        tags = List.copyOf(tags);
    }

    /// A tag, linked to everything else that has it.
    public record Tag(String label, String url) {}
}
