/// Models by name: chosen, brought, kept.
@NullMarked
package plimsoll.app.models;

import org.jspecify.annotations.NullMarked;
