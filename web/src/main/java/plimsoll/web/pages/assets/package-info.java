/// The hub's own static files.
@NullMarked
package plimsoll.web.pages.assets;

import org.jspecify.annotations.NullMarked;
