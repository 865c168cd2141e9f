/// Operations on files that the Java library lacks.
@NullMarked
package aive.file;

import org.jspecify.annotations.NullMarked;
