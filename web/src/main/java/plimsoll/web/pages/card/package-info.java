/// Cards: what publishers write about their repositories, in Markdown, made safe to show beside our own words.
@NullMarked
package plimsoll.web.pages.card;

import org.jspecify.annotations.NullMarked;
