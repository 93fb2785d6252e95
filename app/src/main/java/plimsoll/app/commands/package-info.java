/// What the command line says to a running hub: accounts, tokens, organisations, repositories.
@NullMarked
package plimsoll.app.commands;

import org.jspecify.annotations.NullMarked;
