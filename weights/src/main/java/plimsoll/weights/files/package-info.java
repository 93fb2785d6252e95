/// Whole models on disk, opened to be used: one file, several files of one model, or a folder. Headers are checked
/// before anything is mapped; what is mapped is never written to.
@NullMarked
package plimsoll.weights.files;

import org.jspecify.annotations.NullMarked;
