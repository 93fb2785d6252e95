/// Apache Parquet: the values of its columns, one after the other, read without trusting the file. Nothing is put
/// together to rows. Every size is checked before anything is allocated.
@NullMarked
package plimsoll.weights.parquet;

import org.jspecify.annotations.NullMarked;
