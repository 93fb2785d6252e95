/// What a hub's owner can set, from the command line, the environment, and one small file.
@NullMarked
package plimsoll.app.config;

import org.jspecify.annotations.NullMarked;
