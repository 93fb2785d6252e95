package plimsoll.web.pages.view;

import java.util.Optional;

/// One line of a register of repositories.
///
/// @param url its page
/// @param namespace who publishes it
/// @param name its own name
/// @param hidden whether it is private
/// @param draught how heavy it is
/// @param task what it is for
/// @param library what loads it
/// @param licence under what terms
/// @param changed when it last changed
/// @param downloads in the last thirty days
/// @param likes how many accounts like it
public record Row(
        String url,
        String namespace,
        String name,
        boolean hidden,
        Draught draught,
        Optional<String> task,
        Optional<String> library,
        Optional<String> licence,
        Moment changed,
        long downloads,
        long likes) {}
