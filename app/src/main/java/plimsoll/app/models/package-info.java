/// Finds the files of a model by the name somebody typed, on this machine or on a hub.
@NullMarked
package plimsoll.app.models;

import org.jspecify.annotations.NullMarked;
