/// Personal data in the files of repositories: they are read after each push, and what is found is told in counts.
@NullMarked
package plimsoll.hub.personaldata;

import org.jspecify.annotations.NullMarked;
