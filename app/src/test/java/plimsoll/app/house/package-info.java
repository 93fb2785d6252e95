/// The rules of the house, read off what was compiled and written, and the proof that each of them bites.
@NullMarked
package plimsoll.app.house;

import org.jspecify.annotations.NullMarked;
