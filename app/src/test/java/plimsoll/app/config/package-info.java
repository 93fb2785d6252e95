/// What a hub's owner can set, read well and refused clearly.
@NullMarked
package plimsoll.app.config;

import org.jspecify.annotations.NullMarked;
