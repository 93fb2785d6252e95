/// The pages: what people see of the hub in a browser. Each class of routes gathers what a page shows into records of
/// `view` and gives them to a template; nothing here decides who may see what.
@NullMarked
package plimsoll.web.pages;

import org.jspecify.annotations.NullMarked;
