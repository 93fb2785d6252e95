/// The face to the world: one room per protocol, named as its client would name it, and the pages.
@NullMarked
package plimsoll.web;

import org.jspecify.annotations.NullMarked;
