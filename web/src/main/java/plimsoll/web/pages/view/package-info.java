/// What the templates show: immutable records with every word and figure ready to print.
@NullMarked
package plimsoll.web.pages.view;

import org.jspecify.annotations.NullMarked;
