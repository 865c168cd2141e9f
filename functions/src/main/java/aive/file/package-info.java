/// What the Java library lacks for files.
@NullMarked
package aive.file;

import org.jspecify.annotations.NullMarked;
